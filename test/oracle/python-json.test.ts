import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { parsePythonJson } from '../../src/adapters/aws/parse-python-json.js';
import { makeJinja, variablesFromJs } from '../../src/jinja/index.js';
import { askPython } from './python.js';

const seed = 20_241_101;

/** Whether it is read, and what a template shows of it then. */
const shown = (text: string): string => {
  try {
    return makeJinja().render('{{ value }}', variablesFromJs({ value: parsePythonJson(text) }));
  } catch {
    return 'refused';
  }
};

const inPython = (texts: readonly string[]): unknown =>
  askPython(
    `def show(text):
    try:
        return str(json.loads(text))
    except ValueError:
        return 'refused'
answer = [show(text) for text in given]`,
    texts,
  );

test('state items in JSON are read as Python reads them, and refused where Python refuses them', () => {
  const number = fc.stringMatching(/^-?\d{1,25}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
  const word = fc.constantFrom(
    'true',
    'null',
    'NaN',
    'Infinity',
    '-Infinity',
    '"é"',
    '"a\\u00e9\\n"',
    '{}',
    '[ ]',
  );
  const piece = fc.oneof(
    number,
    word,
    fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', ' ', '-', '1', 'a'),
  );
  const list = fc.array(fc.oneof(number, word), { maxLength: 4 }).map((items) => `[${items.join(' , ')}]`);
  const dict = fc
    .uniqueArray(fc.constantFrom('a', 'b b', '__proto__', 'é'), { maxLength: 3 })
    .chain((keys) =>
      fc
        .tuple(...keys.map(() => fc.oneof(number, word, list)))
        .map((values) => `{${keys.map((key, at) => `"${key}":${values[at] ?? ''}`).join(',')}}`),
    );
  const scraps = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const texts = fc.sample(fc.oneof(number, word, list, dict, scraps), { numRuns: 5000, seed });
  expect(texts.map(shown)).toEqual(inPython(texts));
});
