import type { Filter } from '../filters/filter.js';
import type { Runtime } from '../objects/runtime.js';
import { SyntaxProblem } from '../syntax/syntax-error.js';
import type { Execute } from './frame.js';
import type { Library } from './run.js';
import { type Activation, Symbols } from './symbols.js';

/** A compiled block of the template. */
export interface CompiledBlock {
  readonly name: string;
  execute: Execute;
}

/** What the whole template shares while it is compiled. */
export interface Program {
  readonly library: Library;
  readonly blocks: Map<string, CompiledBlock>;
  /** Works out constant expressions. */
  readonly folding: Runtime;
  /** The normalised text. */
  readonly text: string;
}

/** Where the compiler is: the names around it and the rules that hold there. */
export class Scope {
  readonly program: Program;
  readonly symbols: Symbols;
  /** Under an `if`, where an unknown filter is an error only when it is reached. */
  readonly soft: boolean;
  /** At the top level of the template, where names that are set can be seen by blocks. */
  readonly toplevel: boolean;
  /** Whether output is escaped; `undefined` if only the render can tell. */
  readonly autoescape: boolean | undefined;

  constructor(
    program: Program,
    symbols: Symbols,
    flags: { readonly soft: boolean; readonly toplevel: boolean; readonly autoescape: boolean | undefined },
  ) {
    this.program = program;
    this.symbols = symbols;
    this.soft = flags.soft;
    this.toplevel = flags.toplevel;
    this.autoescape = flags.autoescape;
  }

  /** A scope inside this one, with names of its own. */
  inner(): Scope {
    const symbols = new Symbols(this.symbols, this.symbols.activation);
    return new Scope(this.program, symbols, { soft: false, toplevel: false, autoescape: this.autoescape });
  }

  /** A scope that sees the names of this one, with its variables in the frame of another scope. */
  innerIn(other: Scope): Scope {
    const symbols = new Symbols(this.symbols, other.symbols.activation);
    return new Scope(this.program, symbols, { soft: false, toplevel: false, autoescape: this.autoescape });
  }

  /** A scope inside this one whose variables live in a frame of their own. */
  innerFrame(): Scope {
    const symbols = new Symbols(this.symbols, { parent: this.symbols.activation, size: 0 });
    return new Scope(this.program, symbols, { soft: false, toplevel: false, autoescape: this.autoescape });
  }

  /** The same names under an `if`. */
  softened(): Scope {
    const { toplevel, autoescape } = this;
    return this.soft ? this : new Scope(this.program, this.symbols, { soft: true, toplevel, autoescape });
  }

  /** The same with another rule for escaping. */
  withAutoescape(autoescape: boolean | undefined): Scope {
    return new Scope(this.program, this.symbols, { soft: this.soft, toplevel: false, autoescape });
  }

  /** A filter or test; `undefined` if it is unknown but that is no error yet. */
  findCallable(kind: 'filter' | 'test', name: string, offset: number): Filter | undefined {
    const table = kind === 'filter' ? this.program.library.filters : this.program.library.tests;
    const found = table.get(name);
    if (found === undefined && !this.soft) throw new SyntaxProblem(`No ${kind} named '${name}'.`, offset);
    return found;
  }
}

/** A scope that sees no other: that of the template or of a block. */
export function rootScope(program: Program, toplevel: boolean): Scope {
  const activation: Activation = { parent: undefined, size: 0 };
  return new Scope(program, new Symbols(undefined, activation), { soft: false, toplevel, autoescape: false });
}
