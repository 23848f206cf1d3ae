import { PyError } from '../objects/py-error.js';

/** The Python exceptions that the standard library raises. */
export type RaisedName =
  | 'AttributeError'
  | 'FileNotFoundError'
  | 'IndexError'
  | 'KeyError'
  | 'NotImplementedError'
  | 'OverflowError'
  | 'ParserError'
  | 'PermissionError'
  | 'RuntimeError'
  | 'TypeError'
  | 'ValueError'
  | 'ZeroDivisionError'
  | 'error';

/** Raises a Python exception. An expression, so that it fits where a value is expected. */
export function raise(name: RaisedName, message: string): never {
  throw new PyError(name, message);
}
