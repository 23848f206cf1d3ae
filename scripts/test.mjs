import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAsCommand } from './lib/command.mjs';
import { projectFolder } from './lib/project.mjs';
import { ensurePythonOracle } from './lib/python-oracle.mjs';
import { provision } from './lib/provision.mjs';
import { runCommand } from './lib/run-command.mjs';
import { setUp } from './lib/set-up.mjs';
import { runSideBySide } from './lib/side-by-side.mjs';
import { countTests, readReport } from './lib/test-report.mjs';
import { laneOf, needsEngine, selectTests, testProjects } from './lib/test-selection.mjs';

/** @import { CommandContext } from './lib/command.mjs' */
/** @import { Step } from './lib/side-by-side.mjs' */
/** @import { TestCounts } from './lib/test-report.mjs' */
/** @import { TestSelection } from './lib/test-selection.mjs' */
/** @typedef {(text: string | Uint8Array) => void} Write */

/** The image that tests pull; more of them can be made of its file system. */
const testImage = 'lava/busybox:latest';

/** They take seconds: what they find is told before anything long is begun. */
const quickChecks = [
  { title: 'Format', program: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { title: 'Types', program: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
];

const lint = { title: 'Lint', program: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] };

await runAsCommand(async (context) => {
  const asked = selectTests(process.argv.slice(2), testProjects(projectFolder));
  context.heading('Set-up');
  await setUp(context);
  const selection = await withOracle(asked, context);
  const env = { ...process.env, ...(await testEnvironment(selection, context)) };

  const total = { passed: 0, failed: 0 };
  for (const steps of testRounds(selection, env, context)) {
    const { passed, failed } = await runSideBySide(steps, (text) => process.stdout.write(text));
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
 * What runs side by side, round after round.
 *
 * A selection is for somebody who works on those tests: the checks of the whole project would keep them waiting.
 * @param {TestSelection} selection
 * @param {NodeJS.ProcessEnv} env
 * @param {CommandContext} context
 * @returns {Step[][]}
 */
function testRounds(selection, env, context) {
  const tests = selection.projects.map((name) => testStep(name, selection.filters, env, context));
  if (!selection.isWhole) return tests.map((step) => [step]);
  const quick = quickChecks.map((check) => checkStep(check, check.title, context));
  return [quick, [checkStep(lint, 'processor', context), ...tests]];
}

/**
 * @param {typeof lint} check
 * @param {string} lane
 * @param {CommandContext} context
 * @returns {Step}
 */
function checkStep({ title, program, args }, lane, context) {
  return {
    title,
    lane,
    run: async (write) => {
      const { exitCode } = await runTool(program, args, process.env, write, context);
      return { passed: 0, failed: exitCode === 0 ? 0 : 1 };
    },
  };
}

/**
 * @param {string} project  of vitest
 * @param {readonly string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {CommandContext} context
 * @returns {Step}
 */
function testStep(project, filters, env, context) {
  return {
    title: `Tests: ${project}`,
    lane: laneOf(project),
    run: (write) => runTests(project, filters, env, write, context),
  };
}

/**
 * @param {string} project
 * @param {readonly string[]} filters
 * @param {NodeJS.ProcessEnv} env
 * @param {Write} write
 * @param {CommandContext} context
 * @returns {Promise<TestCounts>}
 */
async function runTests(project, filters, env, write, context) {
  const folder = mkdtempSync(join(tmpdir(), 'lava-test-report-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  try {
    const { exitCode } = await runTool(
      'vitest/vitest.mjs',
      [...args, `--outputFile.json=${report}`, ...filters],
      env,
      write,
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
 * @param {Write} write
 * @param {CommandContext} context
 */
function runTool(program, args, env, write, { signal }) {
  const script = join(projectFolder, 'node_modules', program);
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  return runCommand(process.execPath, [script, ...args], {
    cwd: projectFolder,
    env: { ...env, ...colours },
    write,
    signal,
  });
}
