import type { Runtime } from '../objects/runtime.js';
import { LocalClock } from './tz/local-clock.js';
import type { TzifFile } from './tz/tzif.js';
import { loadZone } from './tz/zone-files.js';

/** Key of what a renderer keeps. */
const clockKey = {};

const UTC_ONLY: TzifFile = {
  legacy: { transitions: [], typeAfter: [], types: [{ offset: 0, isDst: false, abbreviation: 'UTC' }] },
  full: { transitions: [], typeAfter: [], types: [{ offset: 0, isDst: false, abbreviation: 'UTC' }] },
  footer: '',
};

/** The host's local time; a zone that the host does not have counts as UTC, as in the C library. */
export function localClock(rt: Runtime): LocalClock {
  return rt.shared(clockKey, () => {
    const loaded = loadZone(rt.host.zoneinfoPath, rt.host.timeZone);
    return new LocalClock(loaded?.file ?? UTC_ONLY);
  });
}

/** Whole seconds since 1970. */
export function nowSeconds(rt: Runtime): number {
  return Math.floor(rt.host.nowMicros() / 1_000_000);
}
