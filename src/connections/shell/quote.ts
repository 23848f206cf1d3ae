// The module itself: the declarations of the package's root give every array of the program another `join`.
import quoteWords from 'shell-quote/quote.js';

/**
 * Quotes a value for a POSIX shell, so that it arrives as one word, whatever is in it.
 * @throws Error for a NUL, which no shell can hold: callers refuse it first
 * @public
 */
export const quote = (value: string): string => {
  if (value.includes('\0')) throw new Error('A value with a NUL cannot stand in a shell script');
  return quoteWords([value]);
};
