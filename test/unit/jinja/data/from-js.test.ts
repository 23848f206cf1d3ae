import { describe, expect, it } from 'vitest';

import { fromJs } from '../../../../src/jinja/index.js';
import { PyDict } from '../../../../src/jinja/objects/py-dict.js';
import { PyFloat } from '../../../../src/jinja/objects/py-float.js';
import { render } from '../render.js';

/** A number as DynamoDB's document client wraps it. */
class WrappedNumber {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

describe('data given to a template', () => {
  it('keeps whole numbers as ints and others as floats', () => {
    expect(render('{{ a }} {{ b }} {{ c }}', { a: 1, b: 1.5, c: 2n ** 70n })).toBe(
      '1 1.5 1180591620717411303424',
    );
  });

  it('reads wrapped numbers by their text', () => {
    const data = {
      a: new WrappedNumber('1.0'),
      b: new WrappedNumber('7'),
      c: new WrappedNumber('123456789012345678901'),
    };
    expect(render('{{ a }} {{ b }} {{ c }}', data)).toBe('1.0 7 123456789012345678901');
  });

  it('takes a plain object with a value for a dict', () => {
    expect(render('{{ a }}', { a: { value: '1.0' } })).toBe("{'value': '1.0'}");
  });

  it('makes sets and bytes', () => {
    expect(render('{{ s }} {{ b }}', { s: new Set(['x']), b: new Uint8Array([104, 255]) })).toBe(
      "{'x'} b'h\\xff'",
    );
  });

  it('keeps what is shared shared, and circles closed', () => {
    const shared: Record<string, unknown> = { n: 1 };
    shared['self'] = shared;
    expect(render('{{ a.update(n=2) }}{{ b.n }}{{ b.self.self.n }}{{ a }}', { a: shared, b: shared })).toBe(
      "None22{'n': 2, 'self': {...}}",
    );
  });

  it('leaves Python values alone', () => {
    const value = new PyFloat(1);
    expect(fromJs(value)).toBe(value);
  });

  it('takes own properties only', () => {
    const dict = fromJs(JSON.parse('{"__proto__": 1, "a": 2}'));
    expect(dict instanceof PyDict ? dict.size : 0).toBe(2);
  });

  it.each([[() => 1], [Symbol('x')], [new Date()], [/x/]])('refuses %s', (value) => {
    expect(() => fromJs(value)).toThrow(TypeError);
  });
});
