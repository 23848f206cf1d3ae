import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstDifference, whyInstall } from '../../../scripts/lib/dependencies.mjs';
import { temporaryFolder } from './temporary-folder.js';

const lock = (packages: object): string => JSON.stringify({ packages });
const one = { version: '1.0.0', integrity: 'sha512-one' };

describe('whether dependencies have to be installed', () => {
  it('says no when node_modules is what package-lock.json names', () => {
    const project = temporaryFolder({
      'package-lock.json': lock({ '': { name: 'project' }, 'node_modules/a': one }),
      'node_modules/.package-lock.json': lock({ 'node_modules/a': one }),
      'node_modules/a/package.json': '{}',
    });
    expect(whyInstall(project)).toBeUndefined();
  });

  it('says so when there is no node_modules', () => {
    expect(whyInstall(temporaryFolder({ 'package-lock.json': lock({}) }))).toBe('none are installed');
  });

  it('says so when an installation was interrupted, before npm noted what it did', () => {
    const project = temporaryFolder({
      'package-lock.json': lock({ 'node_modules/a': one }),
      'node_modules/a/package.json': '{}',
    });
    expect(whyInstall(project)).toBe('none are installed');
  });

  it('says so when somebody removed a package by hand', () => {
    const project = temporaryFolder({
      'package-lock.json': lock({ 'node_modules/a': one }),
      'node_modules/.package-lock.json': lock({ 'node_modules/a': one }),
      'node_modules/a/package.json': '{}',
    });
    rmSync(join(project, 'node_modules/a'), { recursive: true });
    expect(whyInstall(project)).toBe('node_modules/a has been removed');
  });
});

describe('the first difference between what is wanted and what is installed', () => {
  const wanted = { packages: { '': {}, 'node_modules/a': one } };

  it.each([
    ['a package is missing', {}, 'node_modules/a is missing'],
    [
      'a package has another version',
      { 'node_modules/a': { version: '2.0.0' } },
      'node_modules/a is not the version of package-lock.json',
    ],
    [
      'a package has the same version and other content',
      { 'node_modules/a': { ...one, integrity: 'sha512-two' } },
      'node_modules/a is not the version of package-lock.json',
    ],
    [
      'there is one package too many',
      { 'node_modules/a': one, 'node_modules/b': one },
      'node_modules/b is not in package-lock.json',
    ],
  ])('is found when %s', (_, packages, difference) => {
    expect(firstDifference(wanted, { packages })).toBe(difference);
  });

  it.each(['optional', 'devOptional'])('is not an %s package that npm left out', (kind) => {
    const withOptional = {
      packages: { ...wanted.packages, 'node_modules/other-system': { ...one, [kind]: true } },
    };
    expect(firstDifference(withOptional, { packages: { 'node_modules/a': one } })).toBeUndefined();
  });
});
