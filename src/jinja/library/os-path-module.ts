import { lstatSync } from 'node:fs';
import { nativeFunction } from '../objects/native-function.js';
import { PyFloat } from '../objects/py-float.js';
import { type PyModule, makeModule } from '../objects/py-module.js';
import { PyTuple } from '../objects/py-tuple.js';
import { iterate } from '../objects/iterate.js';
import type { NativeFunction } from '../objects/native-function.js';
import type { PyValue } from '../objects/py-value.js';
import { textOf } from '../objects/coerce.js';
import { typeName } from '../objects/type-name.js';
import * as path from './os-path.js';
import { raise } from './raise.js';

/** `os.path`, as Python has it on Linux. */
export function makePathModule(): PyModule {
  return makeModule('posixpath', {
    ...pureFunctions(),
    ...folderFunctions(),
    ...fileFunctions(),
    curdir: '.',
    pardir: '..',
    extsep: '.',
    sep: '/',
    pathsep: ':',
    defpath: '/bin:/usr/bin',
    altsep: null,
    devnull: '/dev/null',
    supports_unicode_filenames: false,
  });
}

function pathArg(value: PyValue | undefined): string {
  return (
    textOf(value) ?? raise('TypeError', `expected str, bytes or os.PathLike object, not ${typeName(value)}`)
  );
}

/** A function of one path. */
function ofPath(name: string, parameter: string, body: (text: string) => PyValue): NativeFunction {
  return nativeFunction(`${name}(${parameter})`, (_rt, [value]) => body(pathArg(value)));
}

function tuple(items: readonly string[]): PyTuple {
  return new PyTuple(items);
}

function pureFunctions(): Record<string, PyValue> {
  return {
    basename: ofPath('basename', 'p', (text) => path.split(text)[1]),
    // Unlike the head of split, dirname keeps slashes that are all there is.
    dirname: ofPath('dirname', 'p', (text) => path.split(text)[0]),
    split: ofPath('split', 'p', (text) => tuple(path.split(text))),
    splitext: ofPath('splitext', 'p', (text) => tuple(path.splitExtension(text))),
    splitdrive: ofPath('splitdrive', 'p', (text) => tuple(['', text])),
    normcase: ofPath('normcase', 's', (text) => text),
    normpath: ofPath('normpath', 'path', path.normalize),
    isabs: ofPath('isabs', 's', (text) => text.startsWith('/')),
    join: nativeFunction('join(a, *p)', (rt, [first, rest]) =>
      path.join(pathArg(first), Array.from(iterate(rt, rest ?? null), joinPart)),
    ),
    commonprefix: nativeFunction('commonprefix(m)', (rt, [list]) =>
      path.commonPrefix(Array.from(iterate(rt, list ?? null), pathArg)),
    ),
    commonpath: nativeFunction('commonpath(paths)', (rt, [list]) =>
      path.commonPath(Array.from(iterate(rt, list ?? null), pathArg)),
    ),
  };
}

function joinPart(value: PyValue): string {
  return (
    textOf(value) ??
    raise('TypeError', `join() argument must be str, bytes, or os.PathLike object, not '${typeName(value)}'`)
  );
}

function folderFunctions(): Record<string, PyValue> {
  return {
    abspath: ofPath('abspath', 'path', (text) => path.absolute(text, process.cwd())),
    relpath: nativeFunction('relpath(path, start=None)', (_rt, [to, start]) =>
      path.relative(pathArg(to), start === undefined || start === null ? '.' : pathArg(start), process.cwd()),
    ),
    realpath: nativeFunction('realpath(filename, *, strict=False)', (_rt, [name]) =>
      path.realPath(pathArg(name), process.cwd()),
    ),
    expanduser: ofPath('expanduser', 'path', path.expandUser),
    // The environment of the process is none of a template's business: names stay as they are.
    expandvars: ofPath('expandvars', 'path', (text) => text),
  };
}

function fileFunctions(): Record<string, PyValue> {
  return {
    exists: ofPath('exists', 'path', (text) => path.statOf(text) !== undefined),
    lexists: ofPath('lexists', 'path', (text) => isLink(text) || path.statOf(text) !== undefined),
    isdir: ofPath('isdir', 's', (text) => path.statOf(text)?.isDirectory() === true),
    isfile: ofPath('isfile', 'path', (text) => path.statOf(text)?.isFile() === true),
    islink: ofPath('islink', 'path', isLink),
    getsize: ofPath('getsize', 'filename', (text) => Number(requireStat(text).size)),
    getmtime: ofPath('getmtime', 'filename', (text) => new PyFloat(Number(requireStat(text).mtimeMs) / 1000)),
  };
}

function isLink(text: string): boolean {
  try {
    return lstatSync(text).isSymbolicLink();
  } catch {
    return false;
  }
}

function requireStat(text: string): NonNullable<ReturnType<typeof path.statOf>> {
  return path.statOf(text) ?? raise('FileNotFoundError', `[Errno 2] No such file or directory: '${text}'`);
}
