import type { PyValue } from '../objects/py-value.js';

/** The names that a template can read: what it has set itself, what the render was given, and the globals. */
export class Context {
  /** Names set at the top level of the template. */
  readonly vars: Map<string, PyValue>;
  readonly #given: ReadonlyMap<string, PyValue>;
  readonly #globals: ReadonlyMap<string, PyValue>;

  constructor(
    given: ReadonlyMap<string, PyValue>,
    globals: ReadonlyMap<string, PyValue>,
    vars: Map<string, PyValue> = new Map<string, PyValue>(),
  ) {
    this.#given = given;
    this.#globals = globals;
    this.vars = vars;
  }

  /** The value of a name, `undefined` if there is none. */
  lookUp(name: string): PyValue | undefined {
    return this.vars.get(name) ?? this.#lookUpNull(name);
  }

  /** A context in which some names have other values: that of a scoped block. */
  derive(locals: ReadonlyMap<string, PyValue>): Context {
    return new Context(this.#given, this.#globals, new Map([...this.vars, ...locals]));
  }

  #lookUpNull(name: string): PyValue | undefined {
    if (this.vars.has(name)) return null;
    const given = this.#given.get(name);
    return given === undefined ? this.#globals.get(name) : given;
  }
}
