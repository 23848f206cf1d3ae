import type { Random } from './random.js';
import * as words from './vocabulary.js';

/** Makes a random expression; deeper ones are made of others. */
export function makeExpression(random: Random, depth: number): string {
  if (random.chance(0.5)) return makeThemed(random);
  if (depth <= 0) return makeAtom(random);
  const inner = (): string => makeExpression(random, depth - 1);
  const kind = random.below(20);
  if (kind < 7) return `${inner()}|${makeFilter(random, depth - 1)}`;
  if (kind < 9) return `(${inner()}).${makeMethod(random)}`;
  if (kind < 11) return `(${inner()} ${random.pick(words.operators)} ${inner()})`;
  if (kind < 12) return `(${inner()} ${random.pick(words.comparisons)} ${inner()})`;
  if (kind < 13) return `(${inner()} is ${random.chance(0.3) ? 'not ' : ''}${makeTest(random)})`;
  if (kind < 14) return `(${inner()} if ${inner()}${random.chance(0.8) ? ` else ${inner()}` : ''})`;
  if (kind < 15) return `(${inner()} ${random.pick(['and', 'or'])} ${inner()})`;
  if (kind < 16) return `(${random.pick(['-', '+', 'not '])}${inner()})`;
  if (kind < 17) return `(${inner()})[${makeSubscript(random)}]`;
  if (kind < 18) return makeFormat(random, depth - 1);
  return makeDisplay(random, depth - 1);
}

/** A value with filters and methods that suit its kind. */
function makeThemed(random: Random): string {
  const theme = random.pick(words.themes);
  let text: string = random.pick<string>(theme.names);
  if (random.chance(0.6)) {
    const method = random.pick<string>(theme.methods);
    text = method.startsWith('[') ? `(${text})${method}` : `(${text}).${method}`;
  }
  const count = random.below(3);
  const all = random.chance(0.7) ? theme : random.pick(words.themes);
  for (let round = 0; round < count; round += 1) text += `|${random.pick<string>(all.filters)}`;
  return `(${text})`;
}

function makeAtom(random: Random): string {
  return random.chance(0.6) ? random.pick(words.names) : random.pick(words.literals);
}

function makeSubscript(random: Random): string {
  if (random.chance(0.5)) return random.pick(words.keys);
  const bound = (): string => (random.chance(0.5) ? random.pick(['0', '1', '2', '-1', '-2', '5']) : '');
  return `${bound()}:${bound()}${random.chance(0.3) ? `:${random.pick(['1', '2', '-1', '-2'])}` : ''}`;
}

function makeDisplay(random: Random, depth: number): string {
  const items = Array.from({ length: random.below(4) }, () => makeExpression(random, depth - 1));
  const [open, close] = random.pick([
    ['[', ']'],
    ['(', ',)'],
    ['{', '}'],
  ] as const);
  if (open === '{')
    return `{${items.map((item, at) => `${random.pick(words.dictKeys)}${at}': ${item}`).join(', ')}}`;
  return items.length === 0 && open === '(' ? '()' : `${open}${items.join(', ')}${close}`;
}

function makeFormat(random: Random, depth: number): string {
  const value = makeExpression(random, depth - 1);
  return random.chance(0.5)
    ? `'${random.pick(words.percentFormats)}' % (${value},)`
    : `'{:${random.pick(words.formatSpecs)}}'.format(${value})`;
}

/** A filter with its arguments. */
export function makeFilter(random: Random, depth: number): string {
  const text = random.pick(words.filters);
  return text.replaceAll('$', () => makeExpression(random, Math.min(depth, 1) - 1));
}

function makeMethod(random: Random): string {
  return random.pick(words.methods).replaceAll('$', () => makeAtom(random));
}

function makeTest(random: Random): string {
  return random.pick(words.tests).replaceAll('$', () => makeAtom(random));
}
