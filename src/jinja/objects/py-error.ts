/** An exception as Python would raise it; the interpreter adds where in the template it happened. */
export class PyError extends Error {
  /** Python's name of the exception, e.g. `ValueError`. */
  readonly pyName: string;

  constructor(pyName: string, message: string) {
    super(message);
    this.pyName = pyName;
  }
}

/** A limit of the render was reached. Nothing inside a template can catch it. */
export class LimitError extends Error {}

/** The exceptions that `except LookupError` and the like also catch. */
const parents: ReadonlyMap<string, string> = new Map([
  ['KeyError', 'LookupError'],
  ['IndexError', 'LookupError'],
  ['OverflowError', 'ArithmeticError'],
  ['ZeroDivisionError', 'ArithmeticError'],
  ['UnicodeDecodeError', 'ValueError'],
  ['UnicodeEncodeError', 'ValueError'],
  ['ParserError', 'ValueError'],
]);

/** Whether something thrown is a Python exception of one of these names, or of one of their subclasses. */
export function isPyError(thrown: unknown, ...names: readonly string[]): thrown is PyError {
  if (!(thrown instanceof PyError)) return false;
  const parent = parents.get(thrown.pyName);
  return names.includes(thrown.pyName) || (parent !== undefined && names.includes(parent));
}

/** A `TypeError`. */
export const typeError = (message: string): PyError => new PyError('TypeError', message);
/** A `ValueError`. */
export const valueError = (message: string): PyError => new PyError('ValueError', message);
/** An `AttributeError`. */
export const attributeError = (message: string): PyError => new PyError('AttributeError', message);
/** A `KeyError`; its message is the repr of the key. */
export const keyError = (message: string): PyError => new PyError('KeyError', message);
/** An `IndexError`. */
export const indexError = (message: string): PyError => new PyError('IndexError', message);
/** An `OverflowError`. */
export const overflowError = (message: string): PyError => new PyError('OverflowError', message);
/** A `ZeroDivisionError`. */
export const zeroDivisionError = (message: string): PyError => new PyError('ZeroDivisionError', message);
/** Jinja's `UndefinedError`. */
export const undefinedError = (message: string): PyError => new PyError('UndefinedError', message);
/** A `RecursionError`. */
export const recursionError = (): PyError =>
  new PyError('RecursionError', 'maximum recursion depth exceeded');
