import type { Host } from './objects/runtime.js';

/** What of the options makes the host. */
interface HostOptions {
  readonly timeZone?: string;
  readonly zoneinfoPath?: string;
  readonly nowMicros?: () => number;
  readonly random?: () => number;
}

/** The world outside of templates: the process, unless the options say otherwise. */
export function makeHost(options: HostOptions): Host {
  return {
    timeZone: options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    zoneinfoPath: options.zoneinfoPath ?? '/usr/share/zoneinfo',
    nowMicros: options.nowMicros ?? ((): number => Date.now() * 1000),
    random: options.random ?? ((): number => Math.random()),
  };
}
