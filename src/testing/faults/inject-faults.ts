import type { Clock } from '../../ports/clock.js';
import { makeFakeClock } from '../fake-clock.js';
import type { Fault } from './fault.js';
import { type Faults, makeFaultDesk, type PortCall } from './fault-desk.js';
import type { CallError, CallName } from './port-types.js';
import { wrapPort } from './wrap-port.js';

/** A port with faults. @public */
export interface FaultyPort<Port> {
  /** Give this to what is tested. */
  readonly port: Port;
  /** The calls so far, in the order in which their tasks were run. */
  readonly calls: readonly PortCall<CallName<Port>>[];
}

/**
 * Wraps a port so that a test says what goes wrong with its calls, and sees which calls were made. Engines and containers
 * that calls give are wrapped as well. A call is a method whose last argument has a `signal` and that gives a task;
 * everything else goes through unchanged. A call that is aborted before it begins reaches neither the port's other side nor
 * the record.
 * @param port - any port, in memory or real; it is not changed
 * @param faults - says what goes wrong with a call, `undefined` for nothing: see {@link faultAt}
 * @param options - `clock`: carries delays; default one that nobody moves
 * @public
 */
export const injectFaults = <Port extends object>(
  port: Port,
  faults: Faults<CallName<Port>, CallError<Port>>,
  options: { readonly clock?: Clock } = {},
): FaultyPort<Port> => {
  const calls: PortCall<CallName<Port>>[] = [];
  // The desk serves ports of every kind; it is told of no other calls than those of this one.
  const desk = makeFaultDesk(faults as Faults, options.clock ?? makeFakeClock(), calls);
  return { calls, port: wrapPort(port, desk, (method) => method) };
};

/**
 * A fault at one call of a method, or at every one.
 * @param nth - default 1, the first call
 * @public
 */
export const faultAt =
  <Name extends string, Err>(
    // The name is checked against the calls of the port that the fault is for.
    method: NoInfer<Name>,
    fault: Fault<Err>,
    nth: number | 'every' = 1,
  ): Faults<Name, Err> =>
  (call) =>
    call.method === method && (nth === 'every' || call.nth === nth) ? fault : undefined;
