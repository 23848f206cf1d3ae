import { expect, test } from 'vitest';
import {
  commonPath,
  commonPrefix,
  join,
  normalize,
  split,
  splitExtension,
} from '../../../../src/jinja/library/os-path.js';

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
