import { PyError } from '../objects/py-error.js';

/** Jinja's `FilterArgumentError`. */
export function filterArgumentError(message: string): PyError {
  return new PyError('FilterArgumentError', message);
}
