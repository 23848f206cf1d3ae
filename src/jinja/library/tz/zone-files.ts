import { readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { intlZone } from './intl-zone.js';
import { type TzifFile, parseTzif } from './tzif.js';

/** Zone files are a few kilobytes; whatever is bigger is not one. */
const MAX_ZONE_FILE_BYTES = 1_000_000;

const MAX_NAME = 255;

/** A zone file and the path that its `repr` shows. */
export interface LoadedZone {
  readonly path: string;
  readonly file: TzifFile;
}

/** Reads one zone file; `undefined` if there is no such file. What is not a zone file raises ValueError. */
export function readZoneFile(path: string): TzifFile | undefined {
  if (!isSmallFile(path)) return undefined;
  return parseTzif(readFileSync(path));
}

function isSmallFile(path: string): boolean {
  try {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= MAX_ZONE_FILE_BYTES;
  } catch {
    return false;
  }
}

/** Names of zones are short, and lead to no place outside of the folder. */
function isZoneName(name: string): boolean {
  return name.length <= MAX_NAME && !name.startsWith('/') && !name.split('/').includes('..');
}

/** The zone of an IANA name, from the folder, or from the JavaScript engine's data where there is no folder. */
export function loadZone(folder: string, name: string): LoadedZone | undefined {
  if (!isZoneName(name)) return undefined;
  for (const path of [posix.join(folder, name), posix.join(folder, name.replaceAll(' ', '_'))]) {
    const file = readZoneFile(path);
    if (file !== undefined) return { path, file };
  }
  if (isFolder(folder)) return undefined;
  const file = intlZone(name);
  return file === undefined ? undefined : { path: posix.join(folder, name), file };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
