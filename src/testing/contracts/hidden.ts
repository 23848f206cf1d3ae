import assert from 'node:assert/strict';
import { inspect } from 'node:util';

/** The ways in which programs write a text down. */
const formsOf = (text: string): Readonly<Record<string, string>> => ({
  'as it is': text,
  'in JSON': JSON.stringify(text).slice(1, -1),
  'encoded for a URL': encodeURIComponent(text),
  'in base64': Buffer.from(text, 'utf8').toString('base64'),
});

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
    for (const [form, written] of Object.entries(formsOf(text)))
      assert.ok(!printed.includes(written), `A secret or a value is seen when it is printed, ${form}`);
};

/** Asserts that an error's message and details, which are logged, show none of the texts. */
export const errorShowsNone = (
  error: { readonly message: string; readonly details: unknown },
  texts: readonly string[],
): void => {
  showsNone({ message: error.message, details: error.details }, texts);
};
