import { iterate } from '../objects/iterate.js';
import { nativeFunction, type NativeFunction } from '../objects/native-function.js';
import { type PyModule, makeModule } from '../objects/py-module.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { joinPart, pathArg } from './os-path-args.js';
import { fileFunctions } from './os-path-files.js';
import * as path from './os-path.js';

/** `os.path`, as Python has it on Linux. */
export function makePathModule(): PyModule {
  return makeModule('posixpath', {
    ...partFunctions(),
    ...listFunctions(),
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

/** A function of one path. */
function ofPath(
  name: string,
  parameter: string,
  body: (text: string, rt: Runtime) => PyValue,
): NativeFunction {
  return nativeFunction(`${name}(${parameter})`, (rt, [value]) => body(pathArg(rt, value), rt));
}

function tuple(items: readonly string[]): PyTuple {
  return new PyTuple(items);
}

function partFunctions(): Record<string, PyValue> {
  return {
    basename: ofPath('basename', 'p', (text) => path.split(text)[1]),
    dirname: ofPath('dirname', 'p', (text) => path.split(text)[0]),
    split: ofPath('split', 'p', (text) => tuple(path.split(text))),
    splitext: ofPath('splitext', 'p', (text) => tuple(path.splitExtension(text))),
    splitdrive: ofPath('splitdrive', 'p', (text) => tuple(['', text])),
    normcase: ofPath('normcase', 's', (text) => text),
    normpath: ofPath('normpath', 'path', path.normalize),
    isabs: ofPath('isabs', 's', (text) => text.startsWith('/')),
  };
}

function listFunctions(): Record<string, PyValue> {
  const texts = (
    rt: Runtime,
    list: PyValue | undefined,
    argument: (rt: Runtime, value: PyValue) => string,
  ): string[] => Array.from(iterate(rt, list ?? null), (value) => argument(rt, value));
  return {
    join: nativeFunction('join(a, *p)', (rt, [first, rest]) =>
      path.join(pathArg(rt, first), texts(rt, rest, joinPart)),
    ),
    commonprefix: nativeFunction('commonprefix(m)', (rt, [list]) =>
      path.commonPrefix(texts(rt, list, pathArg)),
    ),
    commonpath: nativeFunction('commonpath(paths)', (rt, [list]) =>
      path.commonPath(texts(rt, list, pathArg)),
    ),
  };
}

/** These depend on folders, which the host names: the process is not asked. */
function folderFunctions(): Record<string, PyValue> {
  return {
    abspath: ofPath('abspath', 'path', (text, rt) => path.absolute(text, rt.host.workingFolder)),
    relpath: nativeFunction('relpath(path, start=None)', (rt, [to, start]) => {
      const from = start === undefined || start === null ? '.' : pathArg(rt, start);
      return path.relative(pathArg(rt, to), from, rt.host.workingFolder);
    }),
    expanduser: ofPath('expanduser', 'path', (text, rt) => path.expandUser(text, rt.host.homeFolder)),
    // The environment of the process is none of a template's business: names stay as they are.
    expandvars: ofPath('expandvars', 'path', (text) => text),
  };
}
