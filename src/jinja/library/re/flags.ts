/** The flags of a pattern, with Python's numbers. */
export const FLAG = {
  TEMPLATE: 1,
  IGNORECASE: 2,
  LOCALE: 4,
  MULTILINE: 8,
  DOTALL: 16,
  UNICODE: 32,
  VERBOSE: 64,
  DEBUG: 128,
  ASCII: 256,
} as const;

/** The letters of inline flags. */
export const FLAG_LETTERS: ReadonlyMap<string, number> = new Map([
  ['i', FLAG.IGNORECASE],
  ['L', FLAG.LOCALE],
  ['m', FLAG.MULTILINE],
  ['s', FLAG.DOTALL],
  ['x', FLAG.VERBOSE],
  ['a', FLAG.ASCII],
  ['t', FLAG.TEMPLATE],
  ['u', FLAG.UNICODE],
]);

/** Flags that say what `\w` and the like mean: at most one of them. */
export const TYPE_FLAGS = FLAG.ASCII | FLAG.LOCALE | FLAG.UNICODE;
