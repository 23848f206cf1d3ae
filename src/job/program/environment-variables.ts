import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, decoder, fromValidation } from '../decode/decoder.js';
import { isAbsent, isMap, listItems } from '../decode/plain-value.js';
import { pythonText } from '../python-text.js';

/** A value: text, or a scalar with the text that Python gives it. */
const value: Decoder<string> = decoder('text, a number or a boolean', (found) => {
  if (isMap(found) || listItems(found) !== undefined || found instanceof Uint8Array)
    return E.left('must be text, a number or a boolean');
  const text = pythonText(found);
  return text.includes('\0') ? E.left('must not hold a NUL character') : E.right(text);
});

/** What the kernel can hold as a name. */
const isName = (name: string): boolean => name !== '' && !/[=\0]/.test(name);

/** The job's `env`: values by name, in the order of the record. Null leaves a variable out. */
export const environmentVariables: Decoder<Readonly<Record<string, string>>> = fromValidation(
  'a map of text, numbers or booleans by name',
  (found, context) => {
    if (!isMap(found)) return t.failure(found, context, 'env must be a map');
    const entries = Object.entries(found).filter(([, entry]) => !isAbsent(entry));
    const decoded = entries.map(([name, entry]) => ({ name, entry, result: decodeVariable(name, entry) }));
    const errors = decoded.flatMap(({ name, entry, result }) =>
      E.isLeft(result)
        ? [
            {
              value: entry,
              context: t.appendContext(context, name, value, entry),
              message: `Bad environment variable: ${name}: ${result.left}`,
            },
          ]
        : [],
    );
    if (errors.length > 0) return t.failures(errors);
    return t.success(
      Object.fromEntries(
        decoded.flatMap(({ name, result }) => (E.isRight(result) ? [[name, result.right] as const] : [])),
      ),
    );
  },
);

const decodeVariable = (name: string, entry: unknown): E.Either<string, string> => {
  if (!isName(name)) return E.left('the name must not be empty and must hold neither = nor NUL');
  const result = value.decode(entry);
  return E.isLeft(result) ? E.left(result.left[0]?.message ?? 'must be text') : result;
};
