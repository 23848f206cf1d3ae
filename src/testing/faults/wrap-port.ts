import { EventEmitter } from 'node:events';

import * as E from 'fp-ts/lib/Either.js';

import type { CallOptions } from '../../ports/port-error.js';
import { suffer } from './fault.js';
import type { FaultDesk } from './fault-desk.js';

type Method = (...args: readonly unknown[]) => unknown;
type Task = () => Promise<E.Either<unknown, unknown>>;

/**
 * Wraps a port, or what a call of one has given, so that its calls go through the desk. Everything else is as it was: members
 * that are no calls, the receiver of methods, and values that change.
 * @param nameOf - the name of a method at the desk
 */
export const wrapPort = <Port extends object>(
  port: Port,
  desk: FaultDesk,
  nameOf: (method: string) => string,
): Port => {
  const wrapped: object = {};
  for (const key of keysOf(port)) {
    const member: unknown = Reflect.get(port, key);
    const isOwn = Object.prototype.propertyIsEnumerable.call(port, key);
    const method = isMethod(member) ? wrapMethod(port, member, String(key), desk, nameOf) : undefined;
    Object.defineProperty(wrapped, key, {
      enumerable: isOwn,
      get: (): unknown => method ?? Reflect.get(port, key),
    });
  }
  // It has every member that the port has.
  return wrapped as Port;
};

/** The keys of an object and of its classes. */
const keysOf = (target: object): readonly PropertyKey[] => {
  const keys = new Set<PropertyKey>();
  for (
    let level: object | null = target;
    level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object | null
  )
    for (const key of Reflect.ownKeys(level)) keys.add(key);
  keys.delete('constructor');
  return [...keys];
};

const isMethod = (value: unknown): value is Method => typeof value === 'function';

const wrapMethod =
  (port: object, method: Method, name: string, desk: FaultDesk, nameOf: (method: string) => string): Method =>
  (...args) => {
    const given = method.apply(port, [...args]);
    const options = args.at(-1);
    // What takes a signal and gives a task is a call.
    return isMethod(given) && isCallOptions(options)
      ? wrapTask(given as Task, options, args, nameOf(name), desk, nameOf)
      : given;
  };

const isCallOptions = (value: unknown): value is CallOptions =>
  typeof value === 'object' && value !== null && 'signal' in value && value.signal instanceof AbortSignal;

const wrapTask =
  (
    task: Task,
    { signal }: CallOptions,
    args: readonly unknown[],
    name: string,
    desk: FaultDesk,
    nameOf: (method: string) => string,
  ): Task =>
  () => {
    // A call that is aborted before it begins reaches nobody.
    if (signal.aborted) return task();
    const fault = desk.receive(name, args);
    return suffer(fault, { signal, clock: desk.clock }, async () => {
      const done = await task();
      return E.isRight(done) ? E.right(wrapGiven(done.right, desk, nameOf)) : done;
    });
  };

/** What a call has given may have calls itself: an engine, a container. */
const wrapGiven = (given: unknown, desk: FaultDesk, nameOf: (method: string) => string): unknown => {
  if (typeof given !== 'object' || given === null) return given;
  if ('_tag' in given && given._tag === 'Some' && 'value' in given)
    return { ...given, value: wrapGiven(given.value, desk, nameOf) };
  return hasCalls(given) ? wrapPort(given, desk, nameOf) : given;
};

/** Whether an object may have calls: it has methods, and is neither a collection nor a stream nor a value. */
const hasCalls = (value: object): boolean =>
  !Array.isArray(value) &&
  !ArrayBuffer.isView(value) &&
  ![Map, Set, Date, Error, Promise, EventEmitter].some((type) => value instanceof type) &&
  !('reveal' in value) &&
  keysOf(value).some((key) => isMethod(Reflect.get(value, key)));
