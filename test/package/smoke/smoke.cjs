// Does a CommonJS program get what it needs from the installed package?

const assert = require('node:assert/strict');

const { entryPoints } = require('./entry-points.cjs');
const { runJob } = require('./run-job.cjs');

for (const entryPoint of entryPoints) {
  assert.notEqual(Object.keys(require(entryPoint)).length, 0, `${entryPoint} has no exports`);
}
runJob(require('lava-docker-job'), require('lava-docker-job/testing')).then(() => {
  console.log(`CommonJS: ${entryPoints.length} entry points, and a job`);
});
