import type { Runtime } from '../objects/runtime.js';
import { PyTzLocal } from './tz/tz-local.js';
import { localClock, nowSeconds } from './world.js';

/** dateutil's `tzlocal()` of the host. */
export function localZone(rt: Runtime): PyTzLocal {
  return new PyTzLocal(localClock(rt), nowSeconds(rt));
}
