import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeJinjaJsRenderer } from '../../../../src/adapters/jinja-js/index.js';
import type { TemplateVariables } from '../../../../src/ports/template-renderer.js';
import { makeTestJob, makeTestRealm } from '../../../../src/testing/index.js';

const startMs = Date.UTC(2026, 10, 23, 9, 5, 0);

const variablesOf = (vars: Readonly<Record<string, unknown>>): TemplateVariables => ({
  job: makeTestJob({ ts_dispatch: { epochMs: startMs + 250, zone: -570 } }),
  realm: makeTestRealm(),
  globals: { lava: { master_start: { epochMs: startMs, zone: 'utc' } } },
  state: { last: 'value of last' },
  start: { epochMs: startMs, zone: 660 },
  ustart: { epochMs: startMs, zone: 'utc' },
  vars,
});

const render = async (template: string, vars: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const options = { signal: new AbortController().signal };
  const result = await makeJinjaJsRenderer().render(template, variablesOf(vars), options)();
  return E.isLeft(result) ? `${result.left._tag}: ${result.left.message}` : result.right;
};

describe('makeJinjaJsRenderer', () => {
  it.each([
    ['{{vars.cmd}}', 'date'],
    ['a {{ vars.cmd }} b', 'a date b'],
    ["{{ vars['cmd'] }}", 'date'],
    ['{{ job.job_id }} of {{ realm.realm }}: {{ state.last }}', 'test/job of test: value of last'],
    ['no tag', 'no tag'],
    ['', ''],
    ['one line\n', 'one line'],
    ['two\n\n', 'two\n'],
    ['{# nothing #}x', 'x'],
    ['{% raw %}{{ x }}{% endraw %}', '{{ x }}'],
    ['{{ nothing }}|{{ vars.nothing }}', '|'],
    ['{% if vars.cmd == "date" and vars.html %}yes{% else %}no{% endif %}', 'yes'],
    ['{% set x = vars.cmd %}{{ x }}{{ x }}', 'datedate'],
    ['{% if not vars.off %}on{% endif %}', 'on'],
    ['{{ vars.cmd | safe }}', 'date'],
    [
      '{% for x in vars.list %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}',
      '1a,2b',
    ],
    ['{% for x in vars.none %}{{ x }}{% else %}empty{% endfor %}', 'empty'],
    ['{% for k in vars.map %}{{ k }}={{ vars.map[k] }};{% endfor %}', 'a=1;b=2;'],
    ['<{{ vars.html }}>', '<a & b>'],
  ])('renders %j as %j', async (template, text) => {
    const vars = { cmd: 'date', off: false, list: ['a', 'b'], none: [], map: { a: 1, b: 2 }, html: 'a & b' };
    expect(await render(template, vars)).toBe(text);
  });

  it.each([
    ['True', true],
    ['None', null],
    ['1.5', 1.5],
    ['12345678901234567890', 12345678901234567890n],
    ["['a', 1, None]", ['a', 1, null]],
    ["{'a': False}", { a: false }],
    ["{'x'}", new Set(['x'])],
  ])('prints %s as Python does', async (text, value) => {
    expect(await render('{{ vars.value }}', { value })).toBe(text);
  });

  it('knows the constants of Python', async () => {
    expect(await render('{{ True }} {{ None }} {% if False %}no{% endif %}')).toBe('True None ');
  });

  it('prints moments as Python prints datetimes with an offset', async () => {
    expect(await render('{{ start }}|{{ ustart }}')).toBe(
      '2026-11-23 20:05:00+11:00|2026-11-23 09:05:00+00:00',
    );
    expect(await render('{{ job.ts_dispatch }}')).toBe('2026-11-22 23:35:00.250000-09:30');
    expect(await render('{{ globals.lava.master_start }}')).toBe('2026-11-23 09:05:00+00:00');
  });

  it.each([
    ['{{ vars.missing.deeper }}', "TemplateFailed: 'missing' is undefined"],
    ['{{ utils.uuid() }}', 'TemplateFailed: Invalid expression: utils.uuid()'],
    ['{{ start.strftime("%Y") }}', 'TemplateFailed: Invalid expression: start.strftime("%Y")'],
    ['{{ vars.cmd | upper }}', "TemplateFailed: No filter named 'upper'."],
    ['{{ vars.a ~ vars.b }}', 'TemplateFailed: jinja-js does not know the operator ~'],
    ['{% if vars.a is defined %}x{% endif %}', 'TemplateFailed: jinja-js does not know tests (is)'],
    ['{% include "other" %}', 'TemplateFailed: Templates cannot include others: other'],
    ['{{ vars.a\n }}', 'TemplateFailed: jinja-js does not know a tag of more than one line'],
    ['{{{ vars.a }}}', 'TemplateFailed: jinja-js does not know a map at the beginning of a tag'],
    ['{{ {{ vars.a }}', 'TemplateFailed: jinja-js does not know a tag inside a tag'],
    ['{{ "it\'s" }}', 'TemplateFailed: jinja-js does not know apostrophes in double quotes'],
    ['text {{ vars.a', 'TemplateFailed: A tag or comment is not closed: {{ vars.a'],
    ['{% nonsense %}', 'TemplateFailed: Invalid tag: nonsense'],
    ['{% for x in 5 %}{% endfor %}', 'TemplateFailed: 5 cannot be iterated over'],
    ['{% endfor %}{% for a in vars %}', 'TemplateFailed: The tags of the template do not belong together'],
  ])('refuses %j', async (template, message) => {
    expect(await render(template)).toBe(message);
  });

  it.each(['{% if vars %}', '{% endif %}', "{{ 'a\\' }}", '{% for x in vars %}{% endif %}'])(
    'refuses the ill-formed template %j',
    async (template) => {
      expect(await render(template)).toMatch(/^TemplateFailed: /);
    },
  );

  it.each([
    ['~ this is {{ "~ is" }}', '~ this is ~ is'],
    ["{{ 'it\\'s ~' }}", "it's ~"],
    ['{# a ~ b #}{% raw %}{{ a ~ b }}{% endraw %}', '{{ a ~ b }}'],
    ["{# it's\nlong #}a{# it's #}b", 'ab'],
    ['a {#- x -#} b', 'ab'],
    ['{% raw %}{{ "it\'s" }} {% raw -%} é\n{% endraw %}!', '{{ "it\'s" }} {% raw -%} é\n!'],
    ['a {%- raw -%} {{ {%- endraw -%} b', 'a{{b'],
    ['{% raw %}{% endraw %}', ''],
    ["it's {{ vars.a ~ vars.b }} isn't it", 'TemplateFailed: jinja-js does not know the operator ~'],
  ])('takes %j for what Jinja takes it for', async (template, text) => {
    expect(await render(template)).toBe(text);
  });

  // With the runtime of jinja-js each of these gets hold of something of the host; the last one runs code.
  it.each([
    ['{{ constructor }}{{ __proto__ }}{{ valueOf }}{{ vars["constructor"] }}{{ vars.cmd.length }}', ''],
    ['{% for x in vars.list %}{{ constructor }}{{ __proto__ }}{{ toString }}{% endfor %}', ''],
    ['{{ runtime }}{{ process }}{{ globalThis }}{{ this }}', ''],
    ['{{ vars.list["constructor"] }}{{ vars.list.push }}{{ vars.list["length"] }}', ''],
    [
      '{% for x in vars.list %}{% set __proto__ = constructor %}{% set a = {"_get": 1} %}{{ constructor }}{% endfor %}',
      '',
    ],
    ['{{ vars.cmd | constructor }}', "TemplateFailed: No filter named 'constructor'."],
  ])('lets %j reach nothing but the variables', async (template, text) => {
    expect(await render(template, { cmd: 'date', list: ['a'] })).toBe(text);
  });

  it('cannot be made to run code through _get', async () => {
    const attack =
      '{% for x in vars.list %}{% set __proto__ = constructor %}{% set f = constructor %}' +
      '{% set __proto__ = f %}{{ f["return process"] }}{% endfor %}';
    expect(await render(attack, { list: ['a'] })).toMatch(/^$|^TemplateFailed: 'f' is undefined$/);
  });

  // Each of these keeps the expressions of jinja-js busy for longer than anybody lives.
  it.each([
    '{{ ' + "''".repeat(200),
    '{{ ' + "''".repeat(200) + '\n}}',
    '{# ' + "''".repeat(200),
    '{{{ ' + "''".repeat(200) + '}}',
    '{{ "' + '\\a'.repeat(200) + '\' " }}',
    '{% raw %}{{ ' + "''".repeat(200),
  ])('refuses the malicious template %#', async (template) => {
    expect(await render(template)).toMatch(/^TemplateFailed: /);
  });

  it('renders a raw block with anything in it', async () => {
    const content = '{{ ' + "''".repeat(200);
    expect(await render(`{% raw %}${content}{% endraw %}`)).toBe(content);
  });

  it('never shows a function, whatever a template is made of', async () => {
    const word = fc.constantFrom(
      ...[
        'constructor',
        '__proto__',
        '_get',
        'toString',
        'vars',
        'vars.list',
        'x',
        'loop',
        'get',
        'runtime',
        'this',
      ],
      ...[
        '"a"',
        "'b\\'",
        '[',
        ']',
        '{',
        '}',
        ':',
        ',',
        '(',
        ')',
        '.',
        '|',
        '@',
        '#',
        '+',
        '!',
        '/',
        '1',
        'in',
      ],
    );
    const code = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
    const tag = fc.oneof(
      code.map((text) => `{{ ${text} }}`),
      code.map((text) => `{% set x = ${text} %}`),
      code.map((text) => `{% for x in ${text} %}`),
      code.map((text) => `{% if ${text} %}`),
      fc.constantFrom('{% endfor %}', '{% endif %}', '{% else %}', '{% set __proto__ = constructor %}'),
      fc.constantFrom('{% block a %}', '{% endblock %}', '{% extends "length" %}', 'text', '}', '{'),
    );
    const template = fc.array(tag, { maxLength: 6 }).map((tags) => tags.join(''));
    await fc.assert(
      fc.asyncProperty(template, async (text) => {
        expect(await render(text, { list: ['a', 'b'] })).not.toMatch(/native code|function|=>/);
      }),
      { numRuns: 500 },
    );
  });

  it('does not change the variables', async () => {
    const vars = { map: Object.freeze({ a: 1 }) };
    expect(await render('{% set map = 2 %}{% set vars = 3 %}{{ map }}{{ vars }}', vars)).toBe('23');
    expect(vars).toEqual({ map: { a: 1 } });
  });

  it('ends a rendering that takes longer than its limit', async () => {
    const loops = 8;
    const template = '{% for x in vars.list %}'.repeat(loops) + '{{ x }}' + '{% endfor %}'.repeat(loops);
    const renderer = makeJinjaJsRenderer({ timeoutMs: 20 });
    const options = { signal: new AbortController().signal };
    const vars = { list: Array.from({ length: 100 }, (_, index) => index) };
    const result = await renderer.render(template, variablesOf(vars), options)();
    expect(E.isLeft(result) && result.left._tag).toBe('TemplateFailed');
  });

  it('renders nothing when the signal is aborted', async () => {
    const result = await makeJinjaJsRenderer().render('x', variablesOf({}), {
      signal: AbortSignal.abort(),
    })();
    expect(E.isLeft(result) && result.left._tag).toBe('Aborted');
  });
});
