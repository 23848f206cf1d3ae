import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

import { listOf } from '../../job/decode/containers.js';
import { type Decoder, fromValidation, refine } from '../../job/decode/decoder.js';
import { lineText, text } from '../../job/decode/scalars.js';

/** Texts on one line each, as a list, or one of them by itself. */
export const textOrList: Decoder<readonly string[]> = fromValidation(
  'text, or a list of texts',
  (value, context) =>
    typeof value === 'string'
      ? pipe(
          lineText.validate(value, context),
          E.map((line) => [line]),
        )
      : listOf(lineText).validate(value, context),
);

/** Text on any number of lines, as a shell can hold it. */
export const shellText: Decoder<string> = refine(text, 'text without a NUL', (lines) =>
  lines.includes('\0') ? E.left('must be text without a NUL') : E.right(lines),
);

/** One of a few words. */
export const oneOf = <Word extends string>(...words: readonly Word[]): Decoder<Word> =>
  fromValidation(words.join(', '), (value, context) => {
    const found = words.find((word) => word === value);
    return found === undefined
      ? E.left([{ value, context, message: `must be one of ${words.join(', ')}` }])
      : E.right(found);
  });
