import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** The folders in which Node looks for what a package imports: its own one and those around it. */
function lookedThrough(folder: string): string[] {
  const outer = folder === '' ? [] : lookedThrough(posix.dirname(folder).replace(/^\.$/, ''));
  return folder.endsWith('node_modules') ? outer : [posix.join(folder, 'node_modules'), ...outer];
}

const isLocked = (folder: string, name: string): boolean =>
  lookedThrough(folder).some((place) => posix.join(place, name) in packages);

describe('package-lock.json', () => {
  // npm writes one that lacks packages when the registry lacks them, for other systems for instance, and then refuses
  // it in a fresh clone. Where the packages are installed already, nothing else would tell.
  it('names everything that its packages depend on', () => {
    const missing = Object.entries(packages).flatMap(([folder, locked]) =>
      Object.keys({ ...locked.dependencies, ...locked.devDependencies, ...locked.optionalDependencies })
        .filter((name) => !isLocked(folder, name))
        .map((name) => `${folder || 'this package'} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
