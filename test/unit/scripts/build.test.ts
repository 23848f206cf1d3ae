import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOfInputs, stampFile, whyBuild } from '../../../scripts/lib/build.mjs';
import { temporaryFolder } from './temporary-folder.js';

function builtProject(): string {
  const project = temporaryFolder({
    'src/index.ts': 'export {};\n',
    'src/job/job.ts': 'export {};\n',
    'package.json': '{}',
    'tsconfig.json': '{}',
    'tsconfig.esm.json': '{}',
    'tsconfig.cjs.json': '{}',
    'package-lock.json': '{}',
    'dist/esm/package.json': '{}',
    'dist/cjs/package.json': '{}',
    'node_modules/.cache/lava-docker-job/built-from': '',
  });
  writeFileSync(stampFile(project), hashOfInputs(project));
  return project;
}

describe('whether dist has to be built', () => {
  it('says no when nothing changed', () => {
    expect(whyBuild(builtProject())).toBeUndefined();
  });

  it.each(['dist', 'dist/cjs', 'dist/esm/package.json'])('says so when %s is missing', (path) => {
    const project = builtProject();
    rmSync(join(project, path), { recursive: true });
    expect(whyBuild(project)).toBe('there is none');
  });

  it.each(['src/job/job.ts', 'package.json', 'tsconfig.json', 'tsconfig.cjs.json', 'package-lock.json'])(
    'says so when %s changed',
    (path) => {
      const project = builtProject();
      appendFileSync(join(project, path), ' ');
      expect(whyBuild(project)).toBe('the source has changed');
    },
  );

  it('says so when a source file was removed', () => {
    const project = builtProject();
    rmSync(join(project, 'src/job/job.ts'));
    expect(whyBuild(project)).toBe('the source has changed');
  });

  it('says so when a source file was added', () => {
    const project = builtProject();
    writeFileSync(join(project, 'src/new.ts'), '');
    expect(whyBuild(project)).toBe('the source has changed');
  });

  it('says so when a build was interrupted', () => {
    const project = builtProject();
    rmSync(stampFile(project));
    expect(whyBuild(project)).toBe('the source has changed');
  });
});
