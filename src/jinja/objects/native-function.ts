import type { Args, Kwargs, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { makeType, type PyType } from './py-type.js';
import { type Bound, bind, parseSignature } from './signature.js';

/** A function written in TypeScript. */
export class NativeFunction implements PyObject {
  readonly name: string;
  readonly invoke: (rt: Runtime, args: Args, kwargs: Kwargs) => PyValue;

  constructor(name: string, invoke: (rt: Runtime, args: Args, kwargs: Kwargs) => PyValue) {
    this.name = name;
    this.invoke = invoke;
  }

  get type(): PyType {
    return functionType;
  }
}

/** The type of functions. */
export const functionType: PyType = makeType<NativeFunction>({
  name: 'function',
  repr: (_rt, self) => `<function ${self.name}>`,
  call: (rt, self, args, kwargs) => self.invoke(rt, args, kwargs),
});

/** A function that takes its arguments by a signature (`parseSignature`): `nativeFunction('join(a, *p)', ...)`. */
export function nativeFunction(
  signature: string,
  body: (rt: Runtime, args: Bound) => PyValue,
): NativeFunction {
  const parsed = parseSignature(signature);
  return new NativeFunction(parsed.name, (rt, args, kwargs) => body(rt, bind(parsed, args, kwargs)));
}
