import { describe, expect, it } from 'vitest';

import { renderError } from './render.js';

/** Templates that would keep a process busy, or fill its memory. */
const bombs = [
  '{{ range(10**9)|list }}',
  '{{ range(10**15)|list|length }}',
  '{{ "a" * 10**9 }}',
  '{{ [0] * 10**9 }}',
  '{{ (1, 2) * 10**10 }}',
  '{{ 10 ** (10 ** 10) }}',
  '{{ 2 ** (10**9) }}',
  '{{ 9 ** (9 ** (9 ** 9)) }}',
  '{{ "%0999999999d" % 1 }}',
  '{{ "%.999999999f" % 1.5 }}',
  '{{ "{:999999999}".format("a") }}',
  '{{ "{:.999999999f}".format(1.5) }}',
  '{{ "a".ljust(10**10) }}',
  '{{ "a".zfill(10**10) }}',
  '{{ "a"|center(10**10) }}',
  '{{ "a\\tb".expandtabs(10**10) }}',
  '{{ "a"|indent(10**10) }}',
  '{{ lipsum(10**9) }}',
  '{{ ("a" * 10**6).replace("a", "b" * 1000) }}',
  '{{ ("a" * 10**6).split("")|length }}{{ ("a," * 10**6).split(",") | join("x" * 1000) }}',
  '{% for i in range(10**9) %}{% endfor %}',
  '{% for i in range(10**5) %}{% for j in range(10**5) %}{% endfor %}{% endfor %}',
  '{% for i in range(10**9) %}aaaaaaaaaaaaaaaaaaaaaaaaa{% endfor %}',
  '{% set l = [1] %}{% for x in l %}{{ l.append(1) }}{% endfor %}',
  '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
  '{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}',
  '{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}',
  '{% block b %}{{ self.b() }}{% endblock %}',
  `{% set x = [1] %}${'{% set x = [x, x] %}'.repeat(60)}{{ x }}`,
  `{% set x = [1] %}${'{% set x = [x, x] %}'.repeat(60)}{{ x|tojson }}`,
  `{% set x = [1] %}${'{% set x = [x, x] %}'.repeat(60)}{{ x|pprint }}`,
  `{% set x = [1] %}{% set y = [1] %}${'{% set x = [x, x] %}{% set y = [y, y] %}'.repeat(60)}{{ x == y }}`,
  `{% set x = "ab" %}${'{% set x = x ~ x %}'.repeat(60)}{{ x|length }}`,
  `{% set x = "ab" %}${'{% set x = x.join([x, x]) %}'.repeat(40)}{{ x|length }}`,
  `{% set x = 3 %}${'{% set x = x * x %}'.repeat(60)}{{ x }}`,
  '{{ range(10**8)|sum }}',
  '{{ ("x" * 10**6)|wordwrap(5) }}',
  '{% set s = "a" * 10**7 %}{% for i in range(10**6) %}{{ s.find("b") }}{{ s|length }}{{ s[0] }}{% endfor %}',
  '{% set x = 7 ** 300000 %}{% set y = 3 ** 300000 %}{% for i in range(10**6) %}{% set z = x // y %}{% endfor %}',
  '{{ range(10**9)|max }}',
  '{{ range(10**9)|batch(3)|list }}',
  '{{ range(10**9)|map("string")|join }}',
  '{{ range(3)|slice(10**9)|list }}',
  '{{ [1]|batch(10**9, 0)|list }}',
  `${'('.repeat(20_000)}1${')'.repeat(20_000)}`.replace(/^/, '{{ ').replace(/$/, ' }}'),
  `{{ ${'-'.repeat(50_000)}1 }}`,
  `{{ ${'['.repeat(30_000)}${']'.repeat(30_000)} }}`,
  `${'{% if 1 %}'.repeat(20_000)}${'{% endif %}'.repeat(20_000)}`,
] as const;

describe('a template that takes too much', () => {
  it.each(bombs.map((bomb) => [bomb.length > 70 ? `${bomb.slice(0, 70)}...` : bomb, bomb]))(
    '%s stops with a clear error',
    (_title, bomb) => {
      const before = process.cpuUsage();
      const error = renderError(bomb, {}, { limits: { timeoutMs: 500 } });
      expect(error.pythonName).toMatch(
        /^(?:LimitError|RecursionError|OverflowError|ValueError|MemoryError|TemplateSyntaxError)$/,
      );
      // Processor time, which a busy machine does not stretch.
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(4000);
    },
  );

  it('names the limit and the place', () => {
    const error = renderError('one\n  {{ "a" * 10**9 }}');
    expect(error).toMatchObject({
      line: 2,
      column: 3,
      excerpt: '{{ "a" * 10**9 }}',
      pythonName: 'LimitError',
    });
    expect(error.reason).toBe('a value would be larger than 10000000 characters or items');
  });

  it('can be stopped earlier by the caller', () => {
    expect(
      renderError('{% for i in range(100) %}{% endfor %}', {}, { limits: { maxSteps: 50 } }).reason,
    ).toBe('the template takes more than 50 steps');
  });
});
