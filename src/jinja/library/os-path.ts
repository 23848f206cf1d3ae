import { raise } from './raise.js';

/** `posixpath.join`: an absolute part starts anew, nothing is tidied up. */
export function join(first: string, rest: readonly string[]): string {
  const start = rest.findLastIndex((part) => part.startsWith('/'));
  const parts = start < 0 ? [first, ...rest] : rest.slice(start);
  // Looking at the end of the growing path itself would copy it again for every part.
  let needsSlash = false;
  const pieces = parts.map((part) => {
    const piece = needsSlash ? `/${part}` : part;
    needsSlash = piece === '' ? needsSlash : !piece.endsWith('/');
    return piece;
  });
  return pieces.join('');
}

/** `posixpath.split`: what is after the last slash, and what is before it without trailing slashes. */
export function split(path: string): readonly [string, string] {
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  let end = head.length;
  // A RegExp for the slashes at the end would try anew at each of a million others.
  while (end > 0 && head[end - 1] === '/') end -= 1;
  return [end === 0 ? head : head.slice(0, end), path.slice(at)];
}

/** `posixpath.splitext`: dots at the start of the name begin no extension. */
export function splitExtension(path: string): readonly [string, string] {
  const nameAt = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const onlyDots = /^\.*$/.test(path.slice(nameAt, Math.max(dot, nameAt)));
  return dot < nameAt || onlyDots ? [path, ''] : [path.slice(0, dot), path.slice(dot)];
}

/** `posixpath.normpath`: two leading slashes stay two, as POSIX has it. */
export function normalize(path: string): string {
  if (path === '') return '.';
  const slashes = /^\/*/.exec(path)?.[0].length ?? 0;
  const root = slashes === 0 ? '' : slashes === 2 ? '//' : '/';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (root === '' && parts.length === 0) || parts.at(-1) === '..') parts.push(part);
    else parts.pop();
  }
  return root + parts.join('/') || '.';
}

/** `posixpath.abspath`. */
export function absolute(path: string, folder: string): string {
  return normalize(path.startsWith('/') ? path : join(folder, [path]));
}

/** `posixpath.relpath`. */
export function relative(path: string, start: string, folder: string): string {
  if (path === '') raise('ValueError', 'no path specified');
  const from = partsOf(absolute(start, folder));
  const to = partsOf(absolute(path, folder));
  let common = 0;
  while (common < from.length && common < to.length && from[common] === to[common]) common += 1;
  const parts = [...from.slice(common).map(() => '..'), ...to.slice(common)];
  return parts.length === 0 ? '.' : parts.join('/');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** `os.path.commonprefix`: by character, whatever the parts. */
export function commonPrefix(paths: readonly string[]): string {
  const sorted = [...paths].sort();
  const first = Array.from(sorted[0] ?? '');
  const last = Array.from(sorted.at(-1) ?? '');
  const differ = first.findIndex((character, at) => character !== last[at]);
  return (differ < 0 ? first : first.slice(0, differ)).join('');
}

/** `posixpath.commonpath`: by part. */
export function commonPath(paths: readonly string[]): string {
  if (paths.length === 0) raise('ValueError', 'commonpath() arg is an empty sequence');
  const root = paths[0]?.startsWith('/') === true;
  if (paths.some((path) => path.startsWith('/') !== root)) {
    raise('ValueError', "Can't mix absolute and relative paths");
  }
  const lists = paths.map((path) => partsOf(path).filter((part) => part !== '.'));
  const [shortest = []] = [...lists].sort((a, b) => a.length - b.length);
  const differ = shortest.findIndex((part, at) => lists.some((list) => list[at] !== part));
  const common = differ < 0 ? shortest : shortest.slice(0, differ);
  return (root ? '/' : '') + common.join('/');
}

/** `posixpath.expanduser` for the own home folder; other users stay as they are. */
export function expandUser(path: string, home: string | undefined): string {
  if (home === undefined || (path !== '~' && !path.startsWith('~/'))) return path;
  return (home === '/' ? '' : home) + path.slice(1) || '/';
}
