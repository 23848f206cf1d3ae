import { callValue } from '../objects/call.js';
import { getAttribute } from '../objects/get-attribute.js';
import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import type { Host } from '../objects/runtime.js';
import type { Filter, FilterRuntime } from '../filters/filter.js';
import type { Context } from './context.js';
import type { Limits } from './limits.js';
import { Meter } from './meter.js';

/** The filters and tests of a renderer. */
export interface Library {
  readonly filters: ReadonlyMap<string, Filter>;
  readonly tests: ReadonlyMap<string, Filter>;
}

/** What all renders of a renderer have in common. */
export interface World {
  readonly host: Host;
  readonly library: Library;
  readonly limits: Limits;
  /** Filled by native code, see `Runtime.shared`. */
  readonly shared: Map<object, unknown>;
}

/** One render of one template. */
export class Run implements FilterRuntime {
  readonly #world: World;
  /** The names that a block or the template starts with. */
  context: Context;
  /** Whether output is escaped at this moment; `{% autoescape %}` changes it. */
  autoescape = false;
  readonly #meter: Meter;
  readonly #identities = new WeakMap<object, number>();
  readonly #memos = new Map<object, unknown>();
  #nextIdentity = 1;

  constructor(world: World, context: Context) {
    this.#world = world;
    this.context = context;
    this.#meter = new Meter(world.limits);
  }

  get host(): Host {
    return this.#world.host;
  }

  get limits(): Limits {
    return this.#world.limits;
  }

  /** Runs an action with other names to start with. */
  withContext(context: Context, action: () => void): void {
    const before = this.context;
    this.context = context;
    try {
      action();
    } finally {
      this.context = before;
    }
  }

  step(count = 1): void {
    this.#meter.step(count);
  }

  reserve(size: number): void {
    this.#meter.reserve(size);
  }

  nested<T>(action: () => T): T {
    return this.#meter.nested(action);
  }

  call(callee: PyValue, args: Args, kwargs?: Kwargs): PyValue {
    this.#meter.enter();
    try {
      return callValue(this, callee, args, kwargs);
    } finally {
      this.#meter.leave();
    }
  }

  getAttribute(value: PyValue, name: string): PyValue | undefined {
    return getAttribute(this, value, name);
  }

  identityOf(value: object): number {
    const known = this.#identities.get(value);
    if (known !== undefined) return known;
    const identity = this.#nextIdentity;
    this.#nextIdentity += 1;
    this.#identities.set(value, identity);
    return identity;
  }

  memo<T>(key: object, make: () => T): T {
    if (!this.#memos.has(key)) this.#memos.set(key, make());
    return this.#memos.get(key) as T;
  }

  shared<T>(key: object, make: () => T): T {
    if (!this.#world.shared.has(key)) this.#world.shared.set(key, make());
    return this.#world.shared.get(key) as T;
  }

  filter(name: string): Filter | undefined {
    return this.#world.library.filters.get(name);
  }

  test(name: string): Filter | undefined {
    return this.#world.library.tests.get(name);
  }
}
