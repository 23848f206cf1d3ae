import type { Runtime } from '../../objects/runtime.js';
import { isPyError } from '../../objects/py-error.js';
import type { PyTzInfo } from '../datetime/tzinfo.js';
import { localZone } from '../local-zone.js';
import { requireFileAccess } from '../os-path-files.js';
import { PyTzFile } from './tz-file.js';
import { PyTzUtc } from './tz-fixed.js';
import { parseTzStr } from './tz-str.js';
import { loadZone, readZoneFile } from './zone-files.js';

/** Key of the zones that were read: the same name gives the same object, as in dateutil. */
const cacheKey = {};
/** There are about 600 names of zones, but no end of rules such as `X3`. */
const MAX_CACHED = 1000;
/** A look-up asks the file system. */
const LOOK_UP_STEPS = 100;

/** dateutil's `gettz`; no name asks for the local zone. `undefined` for unknown names. */
export function getZone(rt: Runtime, name: string | undefined): PyTzInfo | undefined {
  const wanted =
    name === undefined || name === '' || name === ':' ? rt.host.timeZone : name.replace(/^:/, '');
  const cache = rt.shared(cacheKey, () => new Map<string, PyTzInfo>());
  const known = cache.get(wanted);
  if (known !== undefined) return known;
  rt.step(LOOK_UP_STEPS + wanted.length);
  const found = findZone(rt, wanted);
  if (found !== undefined && cache.size < MAX_CACHED) cache.set(wanted, found);
  return found;
}

function findZone(rt: Runtime, name: string): PyTzInfo | undefined {
  if (name.includes('\0')) return undefined;
  if (name.startsWith('/')) {
    requireFileAccess(rt.host, 'tz.gettz');
    const file = readZoneFile(name);
    return file === undefined ? undefined : new PyTzFile(name, file.legacy);
  }
  return fileZone(rt, name) ?? ruleZone(name) ?? namedZone(rt, name);
}

function fileZone(rt: Runtime, name: string): PyTzFile | undefined {
  try {
    const loaded = loadZone(rt.host.zoneinfoPath, name);
    return loaded === undefined ? undefined : new PyTzFile(loaded.path, loaded.file.legacy);
  } catch (error) {
    if (isPyError(error, 'ValueError')) return undefined;
    throw error;
  }
}

/** A text with a digit may be a TZ rule such as `EST5EDT`. */
function ruleZone(name: string): PyTzInfo | undefined {
  if (!/[0-9]/.test(name)) return undefined;
  try {
    return parseTzStr(name, false);
  } catch (error) {
    if (isPyError(error, 'ValueError')) return undefined;
    throw error;
  }
}

function namedZone(rt: Runtime, name: string): PyTzInfo | undefined {
  if (/[0-9]/.test(name)) return undefined;
  if (name === 'GMT' || name === 'UTC') return new PyTzUtc();
  const local = localZone(rt);
  return [local.standard.abbreviation, local.daylight.abbreviation].includes(name) ? local : undefined;
}
