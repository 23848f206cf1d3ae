/** The variables of one frame, while its code is compiled. */
export interface Activation {
  readonly parent: Activation | undefined;
  /** How many slots it has so far. */
  size: number;
}

/** A place for a value at run time. */
export interface Slot {
  readonly activation: Activation;
  readonly index: number;
}

/** What a slot holds when its scope is entered. */
export type Load =
  | { readonly kind: 'parameter' }
  | { readonly kind: 'resolve'; readonly name: string }
  | { readonly kind: 'alias'; readonly slot: Slot }
  | { readonly kind: 'nothing' };

/**
 * The names of one scope. Which variable a name means is settled when the template is compiled, by Jinja's own rules:
 * a name that a scope reads first comes from around it, one that it sets first belongs to it.
 */
export class Symbols {
  readonly parent: Symbols | undefined;
  readonly activation: Activation;
  readonly refs: Map<string, Slot>;
  readonly loads: Map<Slot, Load>;
  readonly stores: Set<string>;
  /** All slots of the scope: the branches of an `if` share them. */
  readonly #slots: Map<string, Slot>;

  constructor(parent: Symbols | undefined, activation: Activation, twin?: Symbols) {
    this.parent = parent;
    this.activation = activation;
    this.refs = new Map(twin?.refs);
    this.loads = new Map(twin?.loads);
    this.stores = new Set(twin?.stores);
    this.#slots = twin === undefined ? new Map<string, Slot>() : twin.#slots;
  }

  /** The same scope as one branch of an `if` sees it. */
  copy(): Symbols {
    return new Symbols(this.parent, this.activation, this);
  }

  /** The variable that a name means here. */
  find(name: string): Slot | undefined {
    return this.refs.get(name) ?? this.parent?.find(name);
  }

  /** Notes that a name is read. */
  load(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { kind: 'resolve', name });
  }

  /** Notes that a name is set. */
  store(name: string): void {
    this.stores.add(name);
    if (this.refs.has(name)) return;
    const outer = this.parent?.find(name);
    this.#define(name, outer === undefined ? { kind: 'nothing' } : { kind: 'alias', slot: outer });
  }

  /** Notes that a name gets its value from outside: a loop's target, a macro's parameter. */
  declareParameter(name: string): Slot {
    this.stores.add(name);
    return this.#define(name, { kind: 'parameter' });
  }

  /** Joins what the branches of an `if` found. */
  mergeBranches(branches: readonly Symbols[]): void {
    const fresh = new Map<string, number>();
    for (const branch of branches) {
      for (const name of branch.stores) {
        if (!this.stores.has(name)) fresh.set(name, (fresh.get(name) ?? 0) + 1);
      }
    }
    for (const branch of branches) {
      branch.refs.forEach((slot, name) => this.refs.set(name, slot));
      branch.loads.forEach((load, slot) => this.loads.set(slot, load));
      branch.stores.forEach((name) => this.stores.add(name));
    }
    for (const [name, count] of fresh) if (count < branches.length) this.#makeOptional(name);
  }

  /** A name that only some branches set has the value from around the scope until then. */
  #makeOptional(name: string): void {
    const slot = this.find(name);
    if (slot === undefined) return;
    const outer = this.parent?.find(name);
    this.loads.set(slot, outer === undefined ? { kind: 'resolve', name } : { kind: 'alias', slot: outer });
  }

  #define(name: string, load: Load): Slot {
    const slot = this.#slots.get(name) ?? this.#newSlot(name);
    this.refs.set(name, slot);
    this.loads.set(slot, load);
    return slot;
  }

  #newSlot(name: string): Slot {
    const slot = { activation: this.activation, index: this.activation.size };
    this.activation.size += 1;
    this.#slots.set(name, slot);
    return slot;
  }
}
