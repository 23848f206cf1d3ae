import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { parsePythonFloat } from '../../src/docker/host-config/python-float.js';
import { askPython } from './python.js';

const seed = 20_241_103;

const program = `
import math
def read(text):
    try:
        number = float(text)
    except ValueError:
        return None
    return 'nan' if math.isnan(number) else repr(number) if math.isinf(number) else number
answer = [read(text) for text in given]`;

/** The number in the form in which the oracle gives it: JSON has neither NaN nor infinity. */
const read = (text: string): number | string | null => {
  const number = parsePythonFloat(text);
  if (number === undefined) return null;
  if (Number.isNaN(number)) return 'nan';
  return Number.isFinite(number) ? number : number > 0 ? 'inf' : '-inf';
};

test('text is read as a number as Python does', () => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Array.from('0123456789')) },
    { weight: 3, arbitrary: fc.constantFrom('.', '_', 'e', 'E', '+', '-') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(' ', '\t', '\n', '\u001c', '\u0085', '\u00a0', '\u3000', '\ufeff', '\u200b'),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('inf', 'Infinity', 'nan', 'x', ',', '５', '٣', '²', '\u{1d7d3}'),
    },
  );
  const texts = fc
    .sample(fc.array(piece, { maxLength: 9, size: 'max' }), { numRuns: 30_000, seed })
    .map((pieces) => pieces.join(''));
  const ours = texts.map(read);
  expect(ours.filter((number) => number !== null).length).toBeGreaterThan(2000);
  const pythons = askPython(program, texts) as readonly unknown[];
  expect(
    texts.flatMap((text, index) =>
      ours[index] === pythons[index] ? [] : [{ text, ours: ours[index], python: pythons[index] }],
    ),
  ).toEqual([]);
});
