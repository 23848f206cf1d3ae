// Does an ES module get what it needs from the installed package?

import assert from 'node:assert/strict';

import * as lava from 'lava-docker-job';
import * as testing from 'lava-docker-job/testing';

import { entryPoints } from './entry-points.cjs';
import { runJob } from './run-job.cjs';

for (const entryPoint of entryPoints) {
  const names = Object.keys(await import(entryPoint));
  assert.notEqual(names.length, 0, `${entryPoint} has no exports`);
}
await runJob(lava, testing);
console.log(`ES module: ${entryPoints.length} entry points, and a job`);
