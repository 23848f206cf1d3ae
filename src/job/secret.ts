import { inspect } from 'node:util';

const redacted = '[redacted]';

/**
 * A value that must not be seen: it prints as `[redacted]` through `String()`, `JSON.stringify`, `util.inspect` and
 * template literals. Only {@link Secret.reveal} gives the value, so a search for `reveal` finds every use.
 * @public
 */
export interface Secret {
  /** The value itself. Give it to the one call that needs it and keep no copy. */
  reveal(): string;
  /** `[redacted]`. */
  toString(): string;
  /** `[redacted]`. */
  toJSON(): string;
}

/**
 * Makes a {@link Secret}: `new Secret('value')`.
 * @public
 */
// A class with a private member is a type of its own in each set of declarations; this one is the same for the ES module
// and the CommonJS form of the package, which meet when their users do.
export const Secret: new (value: string) => Secret = class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
};
