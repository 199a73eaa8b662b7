import { signal } from '@preact/signals';

const KEY = 'contacthub.desk.sound';

/** Whether offers ring. */
export const ringing = signal(globalThis.localStorage?.getItem(KEY) !== 'off');

/** Turns the ringing on or off, for this browser. */
export function setRinging(on: boolean): void {
  ringing.value = on;
  localStorage.setItem(KEY, on ? 'on' : 'off');
}

let context: AudioContext | undefined;

/** Two short soft tones. Silent until the page was touched once: browsers allow no sound before. */
export function ring(): void {
  context ??= new AudioContext();
  if (context.state !== 'running') return void context.resume();
  for (const [frequency, delay] of [[660, 0], [880, 0.16]] as const) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = context.currentTime + delay;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.12, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.32);
  }
}
