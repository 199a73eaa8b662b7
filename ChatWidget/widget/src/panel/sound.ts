/** A short, soft tone for new messages. Off until the visitor turns it on; the choice lasts as long as the page. */
export class Sound {
  #context: AudioContext | null = null;

  get on(): boolean {
    return this.#context !== null;
  }

  /** Must be called from a press: browsers allow sound only then. */
  toggle(): void {
    if (this.#context) {
      void this.#context.close();
      this.#context = null;
    } else {
      this.#context = new AudioContext();
      this.play();
    }
  }

  play(): void {
    if (!this.#context) return;
    const { currentTime, destination } = this.#context;
    const gain = this.#context.createGain();
    const tone = this.#context.createOscillator();
    gain.gain.setValueAtTime(0.06, currentTime);
    gain.gain.exponentialRampToValueAtTime(0.0001, currentTime + 0.35);
    tone.frequency.setValueAtTime(660, currentTime);
    tone.frequency.setValueAtTime(880, currentTime + 0.1);
    tone.connect(gain).connect(destination);
    tone.start();
    tone.stop(currentTime + 0.36);
  }
}
