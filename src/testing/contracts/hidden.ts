import assert from 'node:assert/strict';
import { inspect } from 'node:util';

/** Asserts that none of the texts is seen when a value is printed, whichever way. */
export const showsNone = (value: unknown, texts: readonly string[]): void => {
  const printed = [
    inspect(value, {
      depth: Infinity,
      showHidden: true,
      maxStringLength: Infinity,
      maxArrayLength: Infinity,
    }),
    JSON.stringify(value) as string | undefined,
    String(value),
  ].join('\n');
  for (const text of texts)
    assert.ok(
      !printed.includes(text) && !printed.includes(JSON.stringify(text).slice(1, -1)),
      'A secret is seen',
    );
};

/** Asserts that an error's message and details, which are logged, show none of the texts. */
export const errorShowsNone = (
  error: { readonly message: string; readonly details: unknown },
  texts: readonly string[],
): void => {
  showsNone({ message: error.message, details: error.details }, texts);
};
