import { describe, expect, it } from 'vitest';

import { render, renderError } from '../render.js';

describe('a name', () => {
  it.each([
    [
      'set in a loop ends with the round',
      '{% set x = 1 %}{% for i in [1, 2] %}{{ x }}{% set x = 9 %}{% endfor %}{{ x }}',
      '111',
    ],
    ['set under if stays', '{% if true %}{% set x = 1 %}{% endif %}{{ x }}', '1'],
    ['set by no branch has the value from outside', '{% if false %}{% set n = 1 %}{% endif %}{{ n }}', '5'],
    [
      'set later in the template is not visible in a loop before',
      '{% for i in [1] %}{{ n }}{% endfor %}{% set n = 1 %}',
      '',
    ],
    ['of with is gone afterwards', '{% with y = n, z = y %}{{ y }}{{ z }}{% endwith %}{{ y }}', '5'],
    ['set at the top can be seen in a block', '{% set x = 1 %}{% block b %}{{ x }}{% endblock %}', '1'],
    [
      'of a loop can be seen in a scoped block only',
      '{% for i in [1] %}{% block a scoped %}{{ i }}{% endblock %}{% block b %}{{ i }}{% endblock %}{% endfor %}',
      '1',
    ],
    [
      'in a macro has the value of the moment',
      '{% macro m() %}{{ n }}{% endmacro %}{% set n = 6 %}{{ m() }}',
      '6',
    ],
    [
      'of a namespace can be set anywhere',
      '{% set ns = namespace(n=0) %}{% for i in [1, 2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}',
      '3',
    ],
  ])('%s', (_title, template, expected) => {
    expect(render(template, { n: 5 })).toBe(expected);
  });
});

describe('a macro', () => {
  it('takes positional, keyword and default arguments', () => {
    expect(
      render(
        '{% macro m(a, b=a, c="z") %}{{ a }}{{ b }}{{ c }} {% endmacro %}{{ m(1) }}{{ m(1, c=3) }}{{ m(b=2, a=1) }}',
      ),
    ).toBe('11z 113 12z ');
  });

  it('collects what is left over if it asks for it', () => {
    expect(render('{% macro m(a) %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, x=3) }}')).toBe(
      "(2,){'x': 3}",
    );
  });

  it('refuses arguments that it does not know', () => {
    expect(renderError('{% macro m(a) %}{% endmacro %}{{ m(b=1) }}').reason).toBe(
      "macro 'm' takes no keyword argument 'b'",
    );
    expect(renderError('{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}').reason).toBe(
      "macro 'm' takes not more than 1 argument(s)",
    );
  });

  it('calls the body of a call block', () => {
    expect(
      render('{% macro m() %}<{{ caller(1) }}>{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}'),
    ).toBe('<1>');
  });
});

describe('a loop', () => {
  it('knows where it is', () => {
    expect(
      render(
        '{% for x in "abc" %}{{ loop.index }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.previtem }}{{ loop.nextitem }} {% endfor %}',
      ),
    ).toBe('12TrueFalseb 21FalseFalseac 30FalseTrueb ');
  });

  it('can call itself', () => {
    expect(
      render(
        '{% for x in [[1, [2]], 3] recursive %}{{ loop.depth }}{% if x is sequence %}({{ loop(x) }}){% else %}{{ x }}{% endif %}{% endfor %}',
      ),
    ).toBe('1(212(32))13');
  });

  it('counts only what passes its test', () => {
    expect(
      render('{% for x in range(5) if x is odd %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% endfor %}'),
    ).toBe('1/2:1 2/2:3 ');
  });
});
