import { property, rawMethod, method } from '../objects/attribute.js';
import { sameOrEqual } from '../objects/equality.js';
import { PyTuple } from '../objects/py-tuple.js';
import { typeError } from '../objects/py-error.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { PyObject, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { Undefined } from '../objects/undefined.js';

/** The variable `loop` inside a `for`. */
export class LoopContext implements PyObject {
  /** Rounds begun before this one; -1 before the first. */
  index0 = -1;
  readonly depth0: number;
  readonly #rt: Runtime;
  readonly #source: Iterator<PyValue>;
  readonly #recurse: ((items: PyValue, depth: number) => PyValue) | undefined;
  /** Items read ahead, for `loop.last`, `loop.nextitem` and `loop.length`. */
  readonly #ahead: PyValue[] = [];
  #length: number | undefined;
  #previous: PyValue | undefined;
  #current: PyValue | undefined;
  #changedFrom: PyTuple | undefined;

  constructor(
    rt: Runtime,
    items: Iterable<PyValue>,
    recurse: ((items: PyValue, depth: number) => PyValue) | undefined,
    depth: number,
  ) {
    this.#rt = rt;
    this.#source = items[Symbol.iterator]();
    this.#recurse = recurse;
    this.depth0 = depth;
    this.#length = Array.isArray(items) ? items.length : undefined;
  }

  get type(): PyType {
    return loopType;
  }

  *[Symbol.iterator](): Generator<PyValue, void> {
    for (let item = this.#pull(); item !== undefined; item = this.#pull()) {
      this.index0 += 1;
      this.#previous = this.#current;
      this.#current = item;
      yield item;
    }
  }

  /** The number of rounds in all; reads the whole source if it must. */
  get length(): number {
    if (this.#length === undefined) {
      for (let item = this.#read(); item !== undefined; item = this.#read()) this.#ahead.push(item);
      this.#length = this.index0 + 1 + this.#ahead.length;
    }
    return this.#length;
  }

  get previous(): PyValue {
    return this.index0 <= 0 || this.#previous === undefined
      ? new Undefined('there is no previous item')
      : this.#previous;
  }

  get next(): PyValue {
    const item = this.#peek();
    return item === undefined ? new Undefined('there is no next item') : item;
  }

  get isLast(): boolean {
    return this.#peek() === undefined;
  }

  /** Whether these values differ from those of the call before. */
  changed(rt: Runtime, values: readonly PyValue[]): boolean {
    const tuple = new PyTuple(values);
    if (this.#changedFrom !== undefined && sameOrEqual(rt, this.#changedFrom, tuple)) return false;
    this.#changedFrom = tuple;
    return true;
  }

  /** `loop(items)` in a recursive loop. */
  recurse(items: PyValue): PyValue {
    if (this.#recurse === undefined) {
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    }
    return this.#recurse(items, this.depth0 + 1);
  }

  #pull(): PyValue | undefined {
    return this.#ahead.length > 0 ? this.#ahead.shift() : this.#read();
  }

  #peek(): PyValue | undefined {
    if (this.#ahead.length === 0) {
      const item = this.#read();
      if (item !== undefined) this.#ahead.push(item);
    }
    return this.#ahead[0];
  }

  #read(): PyValue | undefined {
    this.#rt.step();
    const step = this.#source.next();
    return step.done === true ? undefined : step.value;
  }
}

/** The type of `loop`. */
export const loopType: PyType = makeType<LoopContext>({
  name: 'LoopContext',
  module: 'jinja2.runtime',
  repr: (_rt, self) => `<LoopContext ${self.index0 + 1}/${self.length}>`,
  length: (_rt, self) => self.length,
  iterate: (_rt, self) => self,
  call: (_rt, self, args) => {
    const [items] = args;
    if (items === undefined || args.length > 1) throw typeError('loop() takes one argument');
    return self.recurse(items);
  },
  attributes: {
    index: property((_rt, self) => self.index0 + 1),
    index0: property((_rt, self) => self.index0),
    revindex: property((_rt, self) => self.length - self.index0),
    revindex0: property((_rt, self) => self.length - self.index0 - 1),
    first: property((_rt, self) => self.index0 === 0),
    last: property((_rt, self) => self.isLast),
    length: property((_rt, self) => self.length),
    previtem: property((_rt, self) => self.previous),
    nextitem: property((_rt, self) => self.next),
    depth: property((_rt, self) => self.depth0 + 1),
    depth0: property((_rt, self) => self.depth0),
    changed: rawMethod<LoopContext>('changed', (rt, self, args) => self.changed(rt, args)),
    cycle: method<LoopContext>('cycle(*args)', (_rt, self, [args]) => cycle(self, args)),
  },
});

function cycle(loop: LoopContext, args: PyValue | undefined): PyValue {
  const items = args instanceof PyTuple ? args.items : [];
  if (items.length === 0) throw typeError('no items for cycling given');
  return items[loop.index0 % items.length] ?? null;
}
