/**
 * The object model: Python's values, as templates see them.
 *
 * How a value is represented
 *
 * | Python      | here                                                                              |
 * | ----------- | --------------------------------------------------------------------------------- |
 * | `None`      | `null`                                                                            |
 * | `bool`      | `boolean`                                                                         |
 * | `int`       | `number` inside ±(2**53 - 1), `bigint` outside, never the other way (`makeInt`)    |
 * | `float`     | {@link PyFloat}: a `number` alone is always an int                                |
 * | `str`       | `string`, by code point (`codePoints`), or a `Markup` object                      |
 * | all others  | a {@link PyObject}: anything with a `type`, e.g. `PyList`, `PyDict`, `PyDateTime`  |
 *
 * JavaScript's `undefined` is no value: it says "absent" or "not implemented". A JavaScript function is no value
 * either. Nothing here ever reads a property of an object by a name that a template chose: names are looked up in the
 * `Map` of the object's type.
 *
 * How to add a type: a small class with `get type()`, and one `makeType` (py-type.ts) that lists its hooks (`repr`,
 * `equals`, `binary`, ...) and its attributes (attribute.ts):
 *
 * ```text
 * export class PyPoint implements PyObject {
 *   readonly x: number;
 *   constructor(x: number) { this.x = x; }
 *   get type(): PyType { return pointType; }
 * }
 * export const pointType = makeType<PyPoint>({
 *   name: 'Point', module: 'geometry',
 *   construct: construct('Point(x=0)', (_rt, _cls, [x]) => new PyPoint(toIndex(x ?? 0))),
 *   repr: (_rt, self) => `Point(${self.x})`,
 *   binary: (_rt, op, self, other, reflected) => op === '+' && ... ? new PyPoint(...) : undefined,
 *   attributes: {
 *     x: property((_rt, self) => self.x),
 *     moved: method('moved(by, *, twice=False)', (rt, self, [by, twice]) => ...),
 *     parse: classMethod('parse(text)', (rt, cls, [text]) => ...),
 *     origin: constant(() => new PyPoint(0)),
 *   },
 * });
 * ```
 *
 * Operators on values of any type (write against these, never against `typeof`): `repr`, `str` (print.ts), `truth`
 * (truth.ts), `equals` (equality.ts), `order` (order.ts), `hashKey` (hash-key.ts), `iterate` (iterate.ts), `lengthOf`,
 * `contains` (containers.ts), `binary`, `unary` (arithmetic.ts), `getItem` (get-item.ts), `getAttribute`
 * (get-attribute.ts). Arguments are read with `toText`, `toIndex`, `toInt`, `toNumber` (coerce.ts), which raise
 * TypeError. `new PyList([...])`, `new PyTuple([...])`, `new PyDict()`, `new PyFloat(1.5)`, `makeInt(n)` make values.
 *
 * Functions and modules: `nativeFunction('join(a, *p)', (rt, [a, p]) => ...)`, `makeModule('posixpath', {...})`.
 * Errors: `throw valueError('...')` and the others of py-error.ts. Template callables: `rt.call(f, [x])`.
 * Work that grows with its input calls `rt.step(n)`; big results call `rt.reserve(n)` before they are made.
 */
import type { PyType } from './py-type.js';

/** A value that is not a JavaScript primitive. @public */
export interface PyObject {
  /** The Python type, which holds all behaviour. */
  readonly type: PyType;
}

/** Any value of a template. @public */
export type PyValue = null | boolean | number | bigint | string | PyObject;

/** Positional arguments of a call. @public */
export type Args = readonly PyValue[];

/** Keyword arguments of a call, in the order written; `undefined` when there are none. @public */
export type Kwargs = ReadonlyMap<string, PyValue> | undefined;

/**
 * What a dict or a set files a value under: equal values have the same key. Text that begins with U+0000 is reserved
 * for compound keys (`compoundKey`).
 */
export type HashKey = string | number | bigint | null | object;
