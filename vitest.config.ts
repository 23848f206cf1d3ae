import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const source = fileURLToPath(new URL('src', import.meta.url));
const examples = fileURLToPath(new URL('examples', import.meta.url));

/** The examples import the package by its name; here its entry points are the source, as `paths` in tsconfig.json says. */
const alias = [
  { find: /^lava-docker-job$/, replacement: `${source}/index.ts` },
  { find: /^lava-docker-job\/(.+)$/, replacement: `${source}/$1/index.ts` },
  { find: /^lava-cmd-job-type$/, replacement: `${examples}/cmd-job-type/src/index.ts` },
];

/** How the tests of a project run, where it is not as usual. */
interface ProjectOptions {
  /** One test file after another. */
  readonly sequential?: boolean;
  /** Many short test files: they share their processes, which takes a third of the time. Modules have no state. */
  readonly sharesProcesses?: boolean;
  /** Runs before the first test file, and cleans up after the last one. */
  readonly globalSetup?: string;
}

/** One project for each kind of test, so that `vitest --project unit` needs no engine. */
const project = (name: string, timeoutMs: number, options: ProjectOptions = {}) => ({
  resolve: { alias },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    ...(options.sequential === true ? { fileParallelism: false } : {}),
    ...(options.sharesProcesses === true ? { isolate: false } : {}),
    ...(options.globalSetup === undefined ? {} : { globalSetup: [options.globalSetup] }),
  },
});

export default defineConfig({
  test: {
    // By default one processor is left to do nothing.
    maxWorkers: '100%',
    projects: [
      project('unit', 10_000, { sharesProcesses: true }),
      project('aws', 30_000),
      project('contract', 120_000),
      project('engine', 120_000, { sequential: true }),
      project('outage', 120_000),
      project('oracle', 300_000),
      project('package', 300_000, { globalSetup: 'test/package/pack.ts' }),
    ],
  },
});
