import type { MethodAttribute } from './attribute.js';
import { typeError } from './py-error.js';
import type { PyObject, PyValue } from './py-value.js';
import { makeType, type PyType } from './py-type.js';
import { typeName } from './type-name.js';
import { NativeFunction } from './native-function.js';

/** A method read from an instance and not called yet. */
export class BoundMethod implements PyObject {
  readonly self: PyValue;
  readonly method: MethodAttribute<PyValue>;

  constructor(self: PyValue, method: MethodAttribute<PyValue>) {
    this.self = self;
    this.method = method;
  }

  get type(): PyType {
    return boundMethodType;
  }
}

/** The type of bound methods. */
export const boundMethodType: PyType = makeType<BoundMethod>({
  name: 'builtin_function_or_method',
  repr: (_rt, self) => `<built-in method ${self.method.name} of ${typeName(self.self)} object>`,
  call: (rt, self, args, kwargs) => self.method.call(rt, self.self, args, kwargs),
});

/** A method read from its class: a function that takes the instance first. */
export function unboundMethod(owner: PyType, method: MethodAttribute<PyValue>): NativeFunction {
  return new NativeFunction(method.name, (rt, args, kwargs) => {
    const [self, ...rest] = args;
    if (self === undefined) {
      throw typeError(`unbound method ${owner.name}.${method.name}() needs an argument`);
    }
    if (!isOwn(owner, self)) {
      throw typeError(
        `descriptor '${method.name}' for '${owner.name}' objects doesn't apply to a '${typeName(self)}' object`,
      );
    }
    return method.call(rt, self, rest, kwargs);
  });
}

function isOwn(owner: PyType, self: PyValue): boolean {
  if (typeof self !== 'object' || self === null) return false;
  for (let type: PyType | undefined = self.type; type !== undefined; type = type.base) {
    if (type === owner) return true;
  }
  return false;
}
