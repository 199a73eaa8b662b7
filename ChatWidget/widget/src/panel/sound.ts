/** A short, soft tone for new messages. There is none until the visitor turns it on; the choice lasts as long as the page. */
export class Sound {
  readonly #context = new AudioContext();

  /** Must be made at a press: browsers allow sound only then. */
  constructor() {
    this.play();
  }

  play(): void {
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

  stop(): void {
    void this.#context.close();
  }
}
