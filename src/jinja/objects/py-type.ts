import type { Attribute, AttributeTable } from './attribute.js';
import type { Args, HashKey, Kwargs, PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import type { PySlice } from './py-slice.js';

/** Operators that a type can take part in. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '&' | '|' | '^';

/** Operators with one operand. */
export type UnaryOperator = '+' | '-' | 'abs';

/**
 * What a type can do. Every hook may be absent; Python's default applies then. `undefined` as a result means
 * `NotImplemented` (the other operand is asked next) or "absent".
 */
export interface TypeHooks<T extends PyObject> {
  /** `repr(self)`; default `<module.Name object>`. */
  repr?(this: void, rt: Runtime, self: T): string;
  /** `str(self)`; default `repr`. */
  str?(this: void, rt: Runtime, self: T): string;
  /** `format(self, spec)` for a spec that is not empty. */
  format?(this: void, rt: Runtime, self: T, spec: string): string;
  /** `__html__`: text that is already escaped. */
  html?(this: void, rt: Runtime, self: T): string;
  /** `bool(self)`; default: length is not 0, or true. */
  truth?(this: void, rt: Runtime, self: T): boolean;
  /** `self == other`; default identity. */
  equals?(this: void, rt: Runtime, self: T, other: PyValue): boolean | undefined;
  /** Negative, zero or positive as `self` sorts before, with or after `other`; NaN if all of `< <= > >=` are false. */
  order?(this: void, rt: Runtime, self: T, other: PyValue): number | undefined;
  /** The key of a hashable value: default identity; must be equal for equal values. Throw TypeError if unhashable. */
  hash?(this: void, rt: Runtime, self: T): HashKey;
  /** `self op other`, or with `reflected` `other op self`. */
  binary?(
    this: void,
    rt: Runtime,
    operator: BinaryOperator,
    self: T,
    other: PyValue,
    reflected: boolean,
  ): PyValue | undefined;
  /** `-self`, `+self`, `abs(self)`. */
  unary?(this: void, rt: Runtime, operator: UnaryOperator, self: T): PyValue | undefined;
  /** `len(self)`. */
  length?(this: void, rt: Runtime, self: T): number;
  /** `iter(self)`. */
  iterate?(this: void, rt: Runtime, self: T): Iterable<PyValue>;
  /** `item in self`; default by iteration. */
  contains?(this: void, rt: Runtime, self: T, item: PyValue): boolean;
  /** `self[key]`; `undefined` for a missing key or index. A slice arrives as {@link PySlice}. */
  getItem?(this: void, rt: Runtime, self: T, key: PyValue | PySlice): PyValue | undefined;
  /** `self(*args, **kwargs)`. */
  call?(this: void, rt: Runtime, self: T, args: Args, kwargs: Kwargs): PyValue;
  /** Attributes that are not in the table: those of a module, a namespace. */
  getAttribute?(this: void, rt: Runtime, self: T, name: string): PyValue | undefined;
  /** The constructor: `Name(*args, **kwargs)`; absent if a template cannot make one. */
  construct?(this: void, rt: Runtime, cls: PyType, args: Args, kwargs: Kwargs): PyValue;
}

/** What {@link makeType} is given. */
export interface TypeSpec<T extends PyObject> extends TypeHooks<T> {
  /** Python's name, e.g. `datetime`. */
  readonly name: string;
  /** Python's module, e.g. `datetime`; absent for builtins. */
  readonly module?: string;
  /** The parent: its hooks and attributes are inherited. */
  readonly base?: PyType;
  /** Own attributes, by name. */
  readonly attributes?: Readonly<Record<string, Attribute<T>>>;
}

/** A Python class. It is a value too: `utils.timedelta` is one. */
export class PyType implements PyObject {
  readonly name: string;
  /** Name with module, as `repr` prints it. */
  readonly qualifiedName: string;
  readonly base: PyType | undefined;
  readonly hooks: TypeHooks<PyObject>;
  readonly attributes: AttributeTable;

  constructor(spec: TypeSpec<PyObject>) {
    this.name = spec.name;
    this.qualifiedName = spec.module === undefined ? spec.name : `${spec.module}.${spec.name}`;
    this.base = spec.base;
    this.hooks = { ...spec.base?.hooks, ...spec };
    this.attributes = new Map([...(spec.base?.attributes ?? []), ...Object.entries(spec.attributes ?? {})]);
  }

  /** The class of classes. */
  get type(): PyType {
    return typeType;
  }
}

/** Defines a type. Call it once, at the top level of the module that has the class. */
export function makeType<T extends PyObject>(spec: TypeSpec<T>): PyType {
  return new PyType(spec);
}

/** `type`, the class of classes. Calling a class and reading its attributes is done by `call` and `getAttribute`. */
export const typeType: PyType = makeType<PyType>({
  name: 'type',
  repr: (_rt, self) => `<class '${self.qualifiedName}'>`,
});
