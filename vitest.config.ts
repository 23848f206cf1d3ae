import { defineConfig } from 'vitest/config';

/** One project for each kind of test, so that `vitest --project unit` needs no engine. */
const project = (name: string, timeoutMs: number, sequential = false) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    ...(sequential ? { fileParallelism: false } : {}),
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000),
      project('contract', 120_000),
      project('engine', 120_000, true),
      project('oracle', 300_000),
      project('package', 300_000),
    ],
  },
});
