import { filters } from './filters/index.js';
import { globals } from './globals/index.js';
import { compileTemplate, type CompiledTemplate } from './interpreter/compile-template.js';
import { Context } from './interpreter/context.js';
import { describeError } from './interpreter/describe-error.js';
import { Frame } from './interpreter/frame.js';
import { defaultLimits, type Limits } from './interpreter/limits.js';
import { Output } from './interpreter/output.js';
import { Run, type World } from './interpreter/run.js';
import type { PyValue } from './objects/py-value.js';
import type { Runtime } from './objects/runtime.js';
import { TemplateCache } from './template-cache.js';
import { tests } from './tests/index.js';
import { makeHost } from './host.js';

/** Options of {@link makeJinja}. @public */
export interface JinjaOptions {
  /** What one render may use; what is left out has its default. */
  readonly limits?: Partial<Limits>;
  /** IANA name of the local zone; default the zone of the process. */
  readonly timeZone?: string;
  /** Folder of the compiled zone files; default `/usr/share/zoneinfo`. */
  readonly zoneinfoPath?: string;
  /** The time now in microseconds since 1970; default the clock of the process. */
  readonly nowMicros?: () => number;
  /** A number in [0, 1), for UUIDs too; default the secure random numbers of `node:crypto`. */
  readonly random?: () => number;
  /** Whether templates may look at the file system, e.g. with `utils.path.exists`; default `none`. */
  readonly fileAccess?: 'none' | 'read';
  /** The folder that relative paths start from, e.g. for `utils.path.abspath`; default `/`. */
  readonly workingFolder?: string;
  /** What `~` stands for in `utils.path.expanduser`; by default the path stays as it is. */
  readonly homeFolder?: string;
  /** How many compiled templates are kept; default 500. */
  readonly maxCachedTemplates?: number;
}

/**
 * Renders Jinja2 templates as Python does. Every template is untrusted: it sees the values it is given and nothing else.
 * @public
 */
export class Jinja {
  readonly #world: World;
  readonly #cache: TemplateCache<CompiledTemplate>;

  constructor(options: JinjaOptions = {}) {
    this.#world = {
      host: makeHost(options),
      library: { filters, tests },
      limits: { ...defaultLimits, ...options.limits },
      shared: new Map(),
    };
    this.#cache = new TemplateCache(options.maxCachedTemplates ?? 500);
  }

  /** Reads a template without rendering it; throws `TemplateError`. */
  check(template: string): void {
    this.#compile(template);
  }

  /** Renders a template with these variables; throws `TemplateError`. */
  render(template: string, variables: ReadonlyMap<string, PyValue>): string {
    const compiled = this.#compile(template);
    const run = new Run(this.#world, new Context(variables, globals));
    const out = new Output(this.#world.limits.maxOutputLength);
    try {
      compiled.execute(new Frame(run), out);
    } catch (error) {
      throw describeError(error, compiled.text);
    }
    return out.text;
  }

  /** A runtime for making values outside of a render, with the limits of one. */
  makeRuntime(): Runtime {
    return new Run(this.#world, new Context(new Map(), globals));
  }

  #compile(template: string): CompiledTemplate {
    return this.#cache.get(template, () => compileTemplate(this.#world.library, template));
  }
}

/** Makes a renderer with a cache of its own. @public */
export function makeJinja(options: JinjaOptions = {}): Jinja {
  return new Jinja(options);
}
