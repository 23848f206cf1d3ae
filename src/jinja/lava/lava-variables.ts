import { Conversion, convert } from '../data/from-js.js';
import { makeUtils } from '../library/utils.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { isLavaTime, lavaDateTime, type LavaTime } from './lava-time.js';

/** What lava gives to every template, as plain data; times are {@link LavaTime}s. @public */
export interface LavaVariables {
  readonly job: unknown;
  readonly realm: unknown;
  readonly globals: unknown;
  readonly state: unknown;
  /** Absent outside of job parameters. */
  readonly vars?: unknown;
  /** Start of the run in the worker's time zone. */
  readonly start: LavaTime;
  /** Start of the run in UTC. */
  readonly ustart: LavaTime;
}

/**
 * The variables of a lava template: the data as Python values, and `utils`. Objects that the data share are one object
 * in the templates too, so what one template changes in `globals` the next sees in `job.globals`.
 * @public
 */
export function makeLavaVariables(rt: Runtime, variables: LavaVariables): ReadonlyMap<string, PyValue> {
  const conversion = new Conversion((data) => (isLavaTime(data) ? lavaDateTime(rt, data) : undefined));
  const { start, ustart, vars, ...data } = variables;
  const names = new Map<string, PyValue>([
    ['start', lavaDateTime(rt, start)],
    ['ustart', lavaDateTime(rt, ustart, 'python')],
    ['utils', makeUtils()],
  ]);
  for (const [name, value] of Object.entries(data)) names.set(name, convert(value, conversion));
  if (vars !== undefined) names.set('vars', convert(vars, conversion));
  return names;
}
