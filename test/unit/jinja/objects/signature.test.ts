import { describe, expect, it } from 'vitest';

import { bind, parseSignature } from '../../../../src/jinja/objects/signature.js';

const signature = parseSignature('f(a, b=1, /, c=2, *, d=3)');

describe('a signature', () => {
  it('puts arguments in its order', () => {
    expect(bind(signature, [1, 2], new Map([['d', 4]]))).toEqual([1, 2, undefined, 4]);
  });

  it.each([
    [[], undefined, "f() missing 1 required positional argument: 'a'"],
    [[1, 2, 3, 4], undefined, 'f() takes 3 positional arguments but 4 were given'],
    [[1], new Map([['x', 1]]), "f() got an unexpected keyword argument 'x'"],
    [[1, 2, 3], new Map([['c', 1]]), "f() got multiple values for argument 'c'"],
    [[1], new Map([['b', 1]]), "f() got an unexpected keyword argument 'b'"],
  ])('refuses %j %j', (args, kwargs, message) => {
    expect(() => bind(signature, args, kwargs)).toThrow(message);
  });
});
