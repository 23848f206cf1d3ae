import { randomInt } from 'node:crypto';

import type { JinjaOptions } from './jinja.js';
import type { Host } from './objects/runtime.js';

/** What of the options makes the host; the rest is about rendering itself. */
type HostOptions = Omit<JinjaOptions, 'limits' | 'maxCachedTemplates'>;

/** The widest range that `randomInt` takes. */
const RANDOM_RANGE = 2 ** 48 - 1;

/** UUIDs come from here too, so nobody may be able to guess the next number. */
function secureRandom(): number {
  return randomInt(RANDOM_RANGE) / RANDOM_RANGE;
}

/** The world outside of templates: the clock and zone of the process, unless the options say otherwise; no files. */
export function makeHost(options: HostOptions): Host {
  return {
    timeZone: options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    zoneinfoPath: options.zoneinfoPath ?? '/usr/share/zoneinfo',
    nowMicros: options.nowMicros ?? ((): number => Date.now() * 1000),
    random: options.random ?? secureRandom,
    fileAccess: options.fileAccess ?? 'none',
    workingFolder: options.workingFolder ?? '/',
    homeFolder: options.homeFolder,
  };
}
