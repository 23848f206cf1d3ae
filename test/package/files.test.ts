import path from 'node:path';

import { expect, inject, test } from 'vitest';

import { entryPointsOf } from '../../scripts/lib/entry-points.mjs';
import { textOf } from '../unit/docs/markdown.js';

const { files } = inject('packed');

const below = (folder: string): readonly string[] => files.filter((file) => file.startsWith(`${folder}/`));

test('the package has its licence, its readme and its changelog', () => {
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json']));
});

test('the package has what it is made of and nothing of its workshop', () => {
  const folders = new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/', 1)[0]));
  expect([...folders].sort()).toEqual(['dist', 'docs', 'examples', 'src']);
  // The examples are packages, with their tests.
  const own = files.filter((file) => !file.startsWith('examples/'));
  expect(own.filter((file) => /\.test\.|tsconfig|\.tsbuildinfo$|docs\/api/.test(file))).toEqual([]);
  expect(files.filter((file) => /^examples\/.*(?:dist|node_modules)\//.test(file))).toEqual([]);
});

// The maps in dist lead to src, so that a debugger and "go to definition" show what was written.
test('every file of dist that has a source map has its source in the package', () => {
  const sources = new Set(below('src'));
  const withoutSource = below('dist')
    .filter((file) => file.endsWith('.js.map') || file.endsWith('.d.ts.map'))
    .map((file) => file.replace(/^dist\/(?:esm|cjs)\//, 'src/').replace(/(?:\.d\.ts|\.js)\.map$/, '.ts'))
    .filter((source) => !sources.has(source));
  expect(withoutSource).toEqual([]);
});

test('both forms of the package have declarations of the same modules', () => {
  const declared = (form: string): readonly string[] =>
    below(`dist/${form}`)
      .filter((file) => file.endsWith('.d.ts'))
      .map((file) => file.slice(`dist/${form}/`.length))
      .sort();
  expect(declared('esm')).toEqual(declared('cjs'));
});

test('the only ES modules are the entry points', () => {
  const modules = below('dist/esm').filter((file) => file.endsWith('.js'));
  expect([...modules].sort()).toEqual(
    entryPointsOf(process.cwd())
      .map(({ module }) => module)
      .sort(),
  );
});

test('what the documents in the package link to is in the package', () => {
  const broken = files
    .filter((file) => file.endsWith('.md') && file !== 'CONTRIBUTING.md')
    .flatMap((file) =>
      [...textOf(file).matchAll(/\]\((?!https?:)([^)#\s]+)/g)]
        .map(([, target = '']) => path.posix.join(path.posix.dirname(file), target))
        .filter((target) => !files.includes(target))
        .map((target) => `${file} links to ${target}`),
    );
  expect(broken).toEqual([]);
});
