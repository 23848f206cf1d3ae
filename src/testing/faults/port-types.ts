import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** A call of a port: a method that gives a task. */
type Call<Err, A> = (...args: never[]) => TE.TaskEither<Err, A>;

/** What a call gives, taken out of its `Option`; the methods of lists are no calls. */
type Given<A> = A extends O.Option<infer Value> ? Value : A extends readonly unknown[] ? never : A;

/**
 * The names of a port's calls, and of the calls of what those give: for a `ContainerRuntime` that is `connect`,
 * `pullImage`, `start` and so on.
 * @public
 */
export type CallName<Port> = Port extends object
  ? {
      [Name in keyof Port & string]-?: Port[Name] extends Call<unknown, infer A>
        ? Name | CallName<Given<A>>
        : never;
    }[keyof Port & string]
  : never;

/** What the calls that {@link CallName} names can fail with. @public */
export type CallError<Port> = Port extends object
  ? {
      [Name in keyof Port & string]-?: Port[Name] extends Call<infer Err, infer A>
        ? Err | CallError<Given<A>>
        : never;
    }[keyof Port & string]
  : never;
