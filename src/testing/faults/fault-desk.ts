import type { Clock } from '../../ports/clock.js';
import type { Fault } from './fault.js';

/** A call that was made. @public */
export interface PortCall<Name extends string = string> {
  /** Name of the method, e.g. `find`. */
  readonly method: Name;
  /** 1 for the first call of this method, and so on. */
  readonly nth: number;
  /** What the method was told, its options included. May hold secrets. */
  readonly args: readonly unknown[];
}

/** Says what goes wrong with a call; asked once for each call, when its task is run. @public */
export type Faults<Name extends string = string, Err = unknown> = (
  call: PortCall<Name>,
) => Fault<Err> | undefined;

/** Where the calls of one or several ports are recorded and get their faults. */
export interface FaultDesk {
  readonly clock: Clock;
  /** Records a call and tells its fault. */
  readonly receive: (method: string, args: readonly unknown[]) => Fault<unknown> | undefined;
}

/** Makes a desk that adds to a list of calls. */
export const makeFaultDesk = (faults: Faults, clock: Clock, calls: PortCall[]): FaultDesk => ({
  clock,
  receive: (method, args) => {
    const call = { method, nth: calls.filter((former) => former.method === method).length + 1, args };
    calls.push(call);
    return faults(call);
  },
});
