import { makeExpression, makeFilter } from './expressions.js';
import { Random } from './random.js';
import * as words from './vocabulary.js';

/** Random templates: the same for the same seed. */
export function makeTemplates(seed: number, count: number): readonly string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => makeTemplate(random));
}

function makeTemplate(random: Random): string {
  if (random.chance(0.6)) return `{{ ${makeExpression(random, 1 + random.below(3))} }}`;
  const pieces = Array.from({ length: 1 + random.below(3) }, () => makeStatement(random, 2));
  return pieces.join(random.pick(['', ' ', '\n', '|']));
}

function makeBody(random: Random, depth: number): string {
  return Array.from({ length: 1 + random.below(2) }, () => makeStatement(random, depth - 1)).join(
    random.pick(['', ' ']),
  );
}

function makeStatement(random: Random, depth: number): string {
  const value = (): string => makeExpression(random, 1 + random.below(2));
  const body = (): string => makeBody(random, depth);
  const [open, close] = [random.pick(['{%', '{%-', '{%']), random.pick(['%}', '-%}', '%}'])];
  const tag = (text: string): string => `${open} ${text} ${close}`;
  const kind = depth <= 0 ? random.below(4) : random.below(16);
  switch (kind) {
    case 0:
      return random.pick([
        'text',
        ' padded ',
        '\nline\n',
        '{# note #}',
        '{% raw %}{{ x }}{% endraw %}',
        '{{ x }}{{ y }}',
      ]);
    case 1:
      return `${tag(`set ${random.pick(['x', 'y', 'z'])} = ${value()}`)}{{ x }}`;
    case 2:
    case 3:
      return `{{ ${value()} }}`;
    case 4:
      return `${tag(`if ${value()}`)}${body()}${tag(`elif ${value()}`)}${body()}${tag('else')}no${tag('endif')}`;
    case 5:
      return `${tag(`if ${value()}`)}${body()}${tag('endif')}`;
    case 6:
    case 7:
      return makeLoop(random, tag, body);
    case 8:
      return `${tag('for k, v in ' + random.pick(['globals.cfg.items()', 'vars.opts|items', 'globals.matrix', 'state.counters|dictsort']))}{{ k }}={{ v }}${body()}${tag('endfor')}`;
    case 9:
      return `${tag(`macro m(x, y=${random.pick(words.literals)})`)}[{{ x }}:${body()}:{{ y }}${random.pick(['', '{{ varargs }}', '{{ kwargs }}', '{{ caller() if caller else "" }}'])}]${tag('endmacro')}{{ m(${random.pick(words.literals)}${random.pick(['', ', 2', ', y=3', ', z=4', ', 2, 3'])}) }}`;
    case 10:
      return `{% macro c() %}<{{ caller(${random.pick(words.literals)}) }}>{% endmacro %}${tag('call(q) c()')}${body()}{{ q }}${tag('endcall')}`;
    case 11:
      return `${tag(`filter ${makeFilter(random, 0)}`)}${body()}${tag('endfilter')}`;
    case 12:
      return `${tag(`with x = ${value()}, w = x`)}{{ x }}{{ w }}${body()}${tag('endwith')}{{ x }}`;
    case 13:
      return `${tag('set x')}${body()}${tag('endset')}{{ x|upper }}`;
    case 14:
      return `${tag(`autoescape ${random.pick(['true', 'false'])}`)}{{ globals.html }}${body()}${tag('endautoescape')}`;
    default:
      return `${tag('set ns = namespace(n=0)')}{% for i in range(3) %}${tag('set ns.n = ns.n + i')}${body()}{% endfor %}{{ ns.n }}`;
  }
}

const loopParts = [
  'index',
  'index0',
  'revindex',
  'revindex0',
  'first',
  'last',
  'length',
  'previtem',
  'nextitem',
  'depth',
  'depth0',
  'cycle("a", "b")',
  'changed(x)',
] as const;

function makeLoop(random: Random, tag: (text: string) => string, body: () => string): string {
  const source = random.pick([
    'globals.nums',
    'globals.tables',
    'range(3)',
    '[]',
    'globals.words',
    'globals.mixed',
    'vars.list',
    'nosuch',
    'globals.cfg',
    'globals.rows',
    '"abc"',
    'globals.nums|sort',
    'globals.nums|batch(2)',
    'globals.matrix',
  ]);
  const test = random.chance(0.3)
    ? ` if ${random.pick(['x', 'x is odd', 'x != 3', 'not x', 'loop is defined'])}`
    : '';
  const part = random.chance(0.6) ? `{{ loop.${random.pick(loopParts)} }}` : '';
  const otherwise = random.chance(0.3) ? `${tag('else')}none` : '';
  return `${tag(`for x in ${source}${test}`)}{{ x }}${part};${body()}${otherwise}${tag('endfor')}{{ x }}`;
}
