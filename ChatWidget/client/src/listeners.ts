/** Who wants to hear of something. */
export class Listeners<Args extends unknown[]> {
  readonly #listeners = new Set<(...args: Args) => void>();

  /** Returns the way to stop listening. */
  add(listener: (...args: Args) => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Tells those who listen now; one who leaves meanwhile disturbs nobody. */
  tell(...args: Args): void {
    for (const listener of [...this.#listeners]) listener(...args);
  }
}
