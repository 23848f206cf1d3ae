import type { PyValue } from './py-value.js';

/** The name of a value's type, as Python's errors print it. An argument that was not given counts as None. */
export function typeName(value: PyValue | undefined): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'number':
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'NoneType';
    default:
      return value === null ? 'NoneType' : value.type.name;
  }
}
