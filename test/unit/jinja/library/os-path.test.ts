import { describe, expect, test } from 'vitest';
import {
  commonPath,
  commonPrefix,
  join,
  normalize,
  split,
  splitExtension,
} from '../../../../src/jinja/library/os-path.js';
import { limitError, renderUtils, utilsError } from './render-utils.js';

test('join keeps what it is given and starts anew at an absolute part', () => {
  expect(join('a', ['../b', ''])).toBe('a/../b/');
  expect(join('a', ['/b'])).toBe('/b');
});

test('the last part of a path with a final slash is empty', () => {
  expect(split('a/b/')).toEqual(['a/b', '']);
});

test('dots that begin a name begin no extension', () => {
  expect(splitExtension('...a')).toEqual(['...a', '']);
  expect(splitExtension('a.tar.gz')).toEqual(['a.tar', '.gz']);
});

test('normalize keeps two leading slashes', () => {
  expect(normalize('//a/../b')).toBe('//b');
  expect(normalize('///a')).toBe('/a');
});

test('a common prefix goes by characters, a common path by parts', () => {
  expect(commonPrefix(['/a/bc', '/a/bd'])).toBe('/a/b');
  expect(commonPath(['/a/bc', '/a/bd'])).toBe('/a');
});

describe('without file access', () => {
  test.each(['exists', 'lexists', 'isfile', 'isdir', 'islink', 'getsize', 'getmtime', 'realpath'])(
    '%s is refused',
    (name) => {
      expect(utilsError(`{{ utils.path.${name}("/") }}`)).toBe(
        `PermissionError: os.path.${name}: file access is not given to templates`,
      );
    },
  );

  test('folders are those that the host names', () => {
    const template =
      '{{ utils.path.abspath("x") }} {{ utils.path.relpath("/a/b") }} {{ utils.path.expanduser("~/x") }}';
    expect(renderUtils(template)).toBe('/x a/b ~/x');
    expect(renderUtils(template, { workingFolder: '/a/c', homeFolder: '/home/me' })).toBe(
      '/a/c/x ../b /home/me/x',
    );
    expect(renderUtils('{{ utils.path.expanduser("~/x") }}', { homeFolder: '/' })).toBe('/x');
  });
});

describe('with file access', () => {
  const ask = (expression: string): string =>
    renderUtils(`{{ utils.path.${expression} }}`, { fileAccess: 'read', workingFolder: '/usr' });

  test('files are found from the working folder on', () => {
    expect(ask('isdir("share")')).toBe('True');
    expect(ask('isfile("share")')).toBe('False');
    expect(ask('exists("")')).toBe('False');
    expect(ask('lexists("no/such")')).toBe('False');
    expect(ask('realpath("no/../such")')).toBe('/usr/such');
  });

  test('a missing file is an error of Python', () => {
    expect(utilsError('{{ utils.path.getsize("/no/such") }}', { fileAccess: 'read' })).toBe(
      "FileNotFoundError: [Errno 2] No such file or directory: '/no/such'",
    );
  });

  test('a path that is too long is not looked for, part by part', () => {
    expect(
      renderUtils('{{ utils.path.realpath(s)|length }}', { fileAccess: 'read' }, { s: '/a'.repeat(1e5) }),
    ).toBe('200000');
  });
});

test('a million slashes are taken apart at once', () => {
  const slashes = `a${'/'.repeat(1_000_000)}b/`;
  expect(split(slashes)).toEqual([slashes.slice(0, -1), '']);
  expect(split(`${slashes}c`)).toEqual([slashes.slice(0, -1), 'c']);
});

test('long paths count for the limits of the render', () => {
  const template = '{% for i in range(100) %}{% set x = utils.path.normpath(s) %}{% endfor %}';
  const data = { s: 'a/'.repeat(10_000) };
  expect(limitError(template, { maxSteps: 50_000 }, data)).toMatch(/^LimitError: .*more than 50000 steps/);
  expect(limitError(template, { maxTotalSize: 1_000_000 }, data)).toMatch(/^LimitError: the values together/);
});
