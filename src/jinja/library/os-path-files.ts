import { type Stats, lstatSync, realpathSync, statSync } from 'node:fs';
import { nativeFunction, type NativeFunction } from '../objects/native-function.js';
import { PyFloat } from '../objects/py-float.js';
import type { PyValue } from '../objects/py-value.js';
import type { Host } from '../objects/runtime.js';
import { textRepr } from '../objects/text-repr.js';
import { pathArg } from './os-path-args.js';
import * as path from './os-path.js';
import { raise } from './raise.js';

/** The longest path that Linux takes. */
const MAX_PATH = 4096;

/** The functions of `os.path` that look at the file system: templates have them only with `fileAccess`. */
export function fileFunctions(): Record<string, PyValue> {
  return {
    exists: ofFile('exists', 'path', (file) => statOf(file) !== undefined),
    lexists: ofFile('lexists', 'path', (file) => linkStatOf(file) !== undefined),
    isdir: ofFile('isdir', 's', (file) => statOf(file)?.isDirectory() === true),
    isfile: ofFile('isfile', 'path', (file) => statOf(file)?.isFile() === true),
    islink: ofFile('islink', 'path', (file) => linkStatOf(file)?.isSymbolicLink() === true),
    getsize: ofFile('getsize', 'filename', (file, given) => requireStat(file, given).size),
    getmtime: ofFile(
      'getmtime',
      'filename',
      (file, given) => new PyFloat(requireStat(file, given).mtimeMs / 1000),
    ),
    realpath: nativeFunction('realpath(filename, *, strict=False)', (rt, [name]) => {
      const text = pathArg(rt, name);
      requireFileAccess(rt.host, 'os.path.realpath');
      return realPath(path.absolute(text, rt.host.workingFolder));
    }),
  };
}

/** Raises PermissionError unless templates may look at the file system. */
export function requireFileAccess(host: Host, what: string): void {
  if (host.fileAccess === 'none') raise('PermissionError', `${what}: file access is not given to templates`);
}

/** A function of one file: of where it is, and of the path as given. */
function ofFile(
  name: string,
  parameter: string,
  body: (file: string, given: string) => PyValue,
): NativeFunction {
  return nativeFunction(`${name}(${parameter})`, (rt, [value]) => {
    const given = pathArg(rt, value);
    requireFileAccess(rt.host, `os.path.${name}`);
    // An empty path is no file, and not the working folder.
    return body(given === '' ? '' : path.join(rt.host.workingFolder, [given]), given);
  });
}

function statOf(file: string): Stats | undefined {
  return unlessFailed(() => statSync(file));
}

function linkStatOf(file: string): Stats | undefined {
  return unlessFailed(() => lstatSync(file));
}

/** What cannot be asked is not there: missing files, forbidden folders, paths with a NUL. */
function unlessFailed<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

function requireStat(file: string, given: string): Stats {
  return (
    statOf(file) ?? raise('FileNotFoundError', `[Errno 2] No such file or directory: ${textRepr(given)}`)
  );
}

/** `posixpath.realpath`: links of the part that exists are followed. */
function realPath(whole: string): string {
  if (whole.length > MAX_PATH) return whole;
  const found = unlessFailed(() => realpathSync(whole));
  if (found !== undefined) return found;
  const [head, tail] = path.split(whole);
  return head === whole ? whole : path.join(realPath(head), [tail]);
}
