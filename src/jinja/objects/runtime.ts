import type { Args, Kwargs, PyValue } from './py-value.js';

/** What a render knows of the world outside the template. @public */
export interface Host {
  /** The time now, in microseconds since 1970-01-01 UTC. */
  readonly nowMicros: () => number;
  /** IANA name of the local zone, e.g. `Australia/Sydney`. */
  readonly timeZone: string;
  /** Folder of the compiled zone files. */
  readonly zoneinfoPath: string;
  /** A number in [0, 1), for `random`, `shuffle` and `lipsum`. */
  readonly random: () => number;
  /** Whether templates may look at the file system, e.g. with `utils.path.exists`. */
  readonly fileAccess: 'none' | 'read';
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  /** What `~` stands for in `expanduser`; without it the path stays as it is. */
  readonly homeFolder: string | undefined;
}

/** One render: its limits, its host, and the way back into the interpreter for native code. @public */
export interface Runtime {
  readonly host: Host;
  /** Counts work of about the given number of simple steps; throws `LimitError` when the render has used up its share. */
  step(count?: number): void;
  /** Announces a value of this many characters, bytes or items before it is made; throws `LimitError` when too big. */
  reserve(size: number): void;
  /** Runs an action one level deeper; throws RecursionError at the limit. */
  nested<T>(action: () => T): T;
  /** Calls any callable value: a macro, a class, a bound method. */
  call(callee: PyValue, args: Args, kwargs?: Kwargs): PyValue;
  /** Python's `getattr`: `undefined` when there is no such attribute. */
  getAttribute(value: PyValue, name: string): PyValue | undefined;
  /** A number that stands for the identity of an object during this render. */
  identityOf(value: object): number;
  /** One object for each key during this render, made on first use: caches of native code live here. */
  memo<T>(key: object, make: () => T): T;
  /** The same for all renders of a renderer: for what is dear to make and never changes, e.g. a zone that was read. */
  shared<T>(key: object, make: () => T): T;
}
