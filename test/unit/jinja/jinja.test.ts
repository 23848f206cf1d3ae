import { describe, expect, it } from 'vitest';

import { makeJinja, variablesFromJs } from '../../../src/jinja/index.js';
import { render, renderError } from './render.js';

describe('an error', () => {
  it('names line, column, tag and reason', () => {
    const error = renderError('a\n b {{ x.y.z }}', { x: {} });
    expect(error).toMatchObject({
      _tag: 'TemplateError',
      line: 2,
      column: 4,
      excerpt: '{{ x.y.z }}',
      pythonName: 'UndefinedError',
      reason: "'dict object' has no attribute 'y'",
    });
    expect(error.message).toBe(
      "line 2, column 4: UndefinedError: 'dict object' has no attribute 'y' in {{ x.y.z }}",
    );
  });

  it('names the innermost tag', () => {
    const error = renderError('{% macro m() %}\n{{ 1/0 }}{% endmacro %}{{ m() }}');
    expect(error).toMatchObject({
      line: 2,
      column: 1,
      pythonName: 'ZeroDivisionError',
      reason: 'division by zero',
    });
  });

  it('of the syntax has a place too', () => {
    expect(renderError('ok\n{{ 1 + }}')).toMatchObject({
      line: 2,
      column: 8,
      pythonName: 'TemplateSyntaxError',
    });
  });

  it.each([
    ['{{ "a" + 1 }}', 'TypeError', 'can only concatenate str (not "int") to str'],
    ['{{ 1 < "a" }}', 'TypeError', "'<' not supported between instances of 'int' and 'str'"],
    ['{{ [].pop() }}', 'IndexError', 'pop from empty list'],
    ['{{ {}.pop("k") }}', 'KeyError', "'k'"],
    ['{{ "%d"|format("x") }}', 'TypeError', '%d format: a real number is required, not str'],
    ['{{ x|nosuch }}', 'TemplateSyntaxError', "No filter named 'nosuch'."],
    [
      '{% include "x" %}',
      'TypeError',
      "no loader for this environment specified: 'include' is not supported",
    ],
  ])("of %s is Python's %s", (template, pythonName, reason) => {
    expect(renderError(template)).toMatchObject({ pythonName, reason });
  });
});

describe('a renderer', () => {
  it('checks a template without rendering it', () => {
    const jinja = makeJinja();
    expect(() => {
      jinja.check('{% if %}');
    }).toThrow('TemplateSyntaxError');
    expect(() => {
      jinja.check('{{ 1/0 }}');
    }).not.toThrow();
  });

  it('renders a template again with other values and leaves no trace of the first', () => {
    const jinja = makeJinja();
    const template =
      '{% set n = n + 1 %}{% macro m() %}{{ n }}{% endmacro %}{{ m() }}{% block b %}{{ n }}{% endblock %}';
    expect(jinja.render(template, variablesFromJs({ n: 1 }))).toBe('22');
    expect(jinja.render(template, variablesFromJs({ n: 5 }))).toBe('66');
  });

  it('takes random numbers and the time from its options', () => {
    expect(render('{{ [1, 2, 3]|random }}', {}, { random: () => 0.99 })).toBe('3');
    const text = '{{ lipsum(n=1, html=false, min=3, max=4) }}';
    expect(render(text, {}, { random: () => 0 })).toBe(render(text, {}, { random: () => 0 }));
  });

  it('drops one newline at the end and reads all newlines alike', () => {
    expect(render('a\r\nb\rc\n\n')).toBe('a\nb\nc\n');
  });
});
