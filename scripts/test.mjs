import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAsCommand } from './lib/command.mjs';
import { projectFolder } from './lib/project.mjs';
import { ensurePythonOracle } from './lib/python-oracle.mjs';
import { provision } from './lib/provision.mjs';
import { runCommand } from './lib/run-command.mjs';
import { setUp } from './lib/set-up.mjs';
import { countTests, readReport } from './lib/test-report.mjs';
import { needsEngine, selectTests, testProjects } from './lib/test-selection.mjs';

/** @import { CommandContext } from './lib/command.mjs' */
/** @import { TestCounts } from './lib/test-report.mjs' */
/** @import { TestSelection } from './lib/test-selection.mjs' */

/** The image that tests pull; more of them can be made of its file system. */
const testImage = 'lava/busybox:latest';

const checks = [
  { title: 'Format', program: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { title: 'Lint', program: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { title: 'Types', program: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
];

await runAsCommand(async (context) => {
  const asked = selectTests(process.argv.slice(2), testProjects(projectFolder));
  context.heading('Set-up');
  await setUp(context);
  const selection = await withOracle(asked, context);
  const env = { ...process.env, ...(await testEnvironment(selection, context)) };

  const total = { passed: 0, failed: 0 };
  for (const step of testSteps(selection, env, context)) {
    const { passed, failed } = await step();
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) break;
  }
  context.say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

/**
 * @param {TestSelection} selection
 * @param {CommandContext} context
 * @returns {Promise<Record<string, string>>}
 */
async function testEnvironment(selection, context) {
  const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
  if (!needsEngine(selection)) return quiet;
  const { engine, registry, busyboxTar, registryProgram } = await provision([testImage], context);
  return {
    ...quiet,
    LAVA_TEST_ENGINE: engine.server,
    LAVA_TEST_REGISTRY: registry.address,
    LAVA_TEST_REGISTRY_USER: registry.user,
    LAVA_TEST_REGISTRY_PASSWORD: registry.password,
    LAVA_TEST_IMAGE: testImage,
    LAVA_TEST_BUSYBOX_TAR: busyboxTar,
    ...(registryProgram === undefined ? {} : { LAVA_TEST_REGISTRY_PROGRAM: registryProgram }),
  };
}

/**
 * Leaves out the comparisons with Python where there is none to compare with.
 * @param {TestSelection} selection
 * @param {CommandContext} context
 * @returns {Promise<TestSelection>}
 */
async function withOracle(selection, { say }) {
  if (!selection.projects.includes('oracle') || (await ensurePythonOracle(say))) return selection;
  return { ...selection, projects: selection.projects.filter((project) => project !== 'oracle') };
}

/**
 * A selection is for somebody who works on those tests: the checks of the whole project would keep them waiting.
 * @param {TestSelection} selection
 * @param {NodeJS.ProcessEnv} env
 * @param {CommandContext} context
 * @returns {(() => Promise<TestCounts>)[]}
 */
function testSteps(selection, env, context) {
  const projects = selection.projects.map((name) => () => runTests(name, selection.filters, env, context));
  return selection.isWhole
    ? [...checks.map((check) => () => runCheck(check, context)), ...projects]
    : projects;
}

/**
 * @param {typeof checks[number]} check
 * @param {CommandContext} context
 * @returns {Promise<TestCounts>}
 */
async function runCheck({ title, program, args }, context) {
  context.heading(title);
  const { exitCode } = await runTool(program, args, process.env, context);
  return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
}

/**
 * @param {string} project  of vitest
 * @param {readonly string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {CommandContext} context
 * @returns {Promise<TestCounts>}
 */
async function runTests(project, filters, env, context) {
  context.heading(`Tests: ${project}`);
  const folder = mkdtempSync(join(tmpdir(), 'lava-test-report-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  try {
    const { exitCode } = await runTool(
      'vitest/vitest.mjs',
      [...args, `--outputFile.json=${report}`, ...filters],
      env,
      context,
    );
    return countTests(readReport(report), exitCode);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} program  below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {CommandContext} context
 */
function runTool(program, args, env, { signal }) {
  const script = join(projectFolder, 'node_modules', program);
  return runCommand(process.execPath, [script, ...args], { cwd: projectFolder, env, show: true, signal });
}
