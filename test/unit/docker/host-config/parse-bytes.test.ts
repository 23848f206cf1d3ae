import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { parseBytes } from '../../../../src/docker/host-config/parse-bytes.js';

const units = (text: string): string =>
  `The specified value for memory (${text}) should specify the units. The postfix should be one of the \`b\` \`k\` \`m\` \`g\` characters`;
const digits = (text: string): string =>
  `Failed converting the string value for memory (${text}) to an integer.`;

describe('parseBytes', () => {
  test.each([
    ['', 0],
    ['100', 100],
    ['512m', 536_870_912],
    ['512MB', 536_870_912],
    ['1G', 1_073_741_824],
    ['1.5k', 1536],
    ['.5g', 536_870_912],
    ['0.5', 0],
    ['-1', -1],
    ['1e3m', 1_048_576_000],
    ['1_000b', 1000],
    [' 512m', 536_870_912],
    ['512 m', 536_870_912],
    ['５１２m', 536_870_912],
    ['\u{1d7d3}k', 5120],
  ])('reads %j as %d', (text, bytes) => {
    expect(parseBytes(text)).toEqual(E.right(bytes));
  });

  test.each([
    ['512m ', units('512m ')],
    ['1t', units('1t')],
    ['1tb', units('1t')],
    ['512mib', units('512mi')],
    ['abc', units('abc')],
    ['m', digits('')],
    ['1,000m', digits('1,000')],
    ['0x10', digits('0x10')],
    ['1__0', digits('1__0')],
    ['infm', 'cannot convert float infinity to integer'],
    ['nanm', 'cannot convert float NaN to integer'],
    ['1e400', 'cannot convert float infinity to integer'],
  ])('refuses %j in the words of docker-py', (text, message) => {
    expect(parseBytes(text)).toEqual(E.left(message));
  });
});
