import { expect, inject, test } from 'vitest';

import { runWell } from './run-program.js';

const { consumer } = inject('packed');

/** Packages that are loaded when they are needed and not before. All of them are CommonJS, which Node lists. */
const heavy = [
  'dockerode',
  'docker-modem',
  'yaml',
  'commander',
  'jinja-js',
  '@aws-sdk',
  'fast-check',
  'vitest',
  'mocha',
  'jest',
];

/** Which of the heavy packages a program has loaded when it ends. */
const loadedBy = async (kind: 'module' | 'commonjs', code: string): Promise<readonly string[]> => {
  const report = `
    const files = Object.keys(process.getBuiltinModule('node:module')._cache);
    console.log(JSON.stringify(${JSON.stringify(heavy)}.filter((name) =>
      files.some((file) => file.includes('/node_modules/' + name + '/')))));
  `;
  const args = [`--input-type=${kind}`, '--eval', `${code}\n${report}`];
  return JSON.parse(await runWell(process.execPath, args, { cwd: consumer })) as readonly string[];
};

test.each(['lava-docker-job', 'lava-docker-job/testing'])('%s loads no heavy package', async (entry) => {
  expect(await loadedBy('module', `import '${entry}';`)).toEqual([]);
  expect(await loadedBy('commonjs', `require('${entry}');`)).toEqual([]);
});

test.each(['docker-engine', 'local', 'jinja-js'])(
  'the adapter %s loads its package only when it is used',
  async (adapter) => {
    expect(await loadedBy('module', `import 'lava-docker-job/adapters/${adapter}';`)).toEqual([]);
    expect(await loadedBy('commonjs', `require('lava-docker-job/adapters/${adapter}');`)).toEqual([]);
  },
);

test('fast-check comes with the arbitraries, and only with them', async () => {
  expect(await loadedBy('module', "import 'lava-docker-job/testing/arbitraries';")).toEqual(['fast-check']);
});

test('a package that is loaded would be seen', async () => {
  expect(await loadedBy('module', "import 'dockerode'; import 'yaml';")).toEqual([
    'dockerode',
    'docker-modem',
    'yaml',
  ]);
});
