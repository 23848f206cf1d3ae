/** Compiled templates by their text: the ones used last, up to a number of them. */
export class TemplateCache<T> {
  readonly #entries = new Map<string, T>();
  readonly #maxEntries: number;
  /** Longer texts are not kept: the bound would mean little otherwise. */
  readonly #maxLength: number;

  constructor(maxEntries: number, maxLength = 100_000) {
    this.#maxEntries = maxEntries;
    this.#maxLength = maxLength;
  }

  /** The template for a text, made now if it is not there. */
  get(text: string, make: () => T): T {
    const known = this.#entries.get(text);
    if (known !== undefined) return this.#refresh(text, known);
    const made = make();
    if (text.length <= this.#maxLength && this.#maxEntries > 0) this.#add(text, made);
    return made;
  }

  #refresh(text: string, entry: T): T {
    this.#entries.delete(text);
    this.#entries.set(text, entry);
    return entry;
  }

  #add(text: string, entry: T): void {
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.#maxEntries) this.#entries.delete(oldest);
    this.#entries.set(text, entry);
  }
}
