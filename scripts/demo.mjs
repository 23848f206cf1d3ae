import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runAsCommand } from './lib/command.mjs';
import { storedLogs, writeDemoFolder } from './lib/demo-folder.mjs';
import { projectFolder } from './lib/project.mjs';
import { provision } from './lib/provision.mjs';
import { runCommand } from './lib/run-command.mjs';
import { setUp } from './lib/set-up.mjs';

/** @import { CommandContext } from './lib/command.mjs' */

const jobs = [1, 2, 3].map((number) => join('examples', 'jobs', `simple-docker-${number}.json`));

/** The images of the example jobs. */
const images = ['jin-gizmo/lava/amzn2023/base:latest', 'dist/lava/centos8/full:latest'];

await runAsCommand(async (context) => {
  const { say, heading } = context;
  heading('Set-up');
  await setUp(context);
  const { engine, registry } = await provision(images, context);
  const folder = writeDemoFolder(engine, registry);
  say(`The demo's realm, connection and secret are in ${folder}`);

  const failed = [];
  for (const job of jobs) {
    heading(job);
    if (!(await runJob(job, folder, context))) failed.push(job);
  }

  heading('Result');
  say(`${jobs.length - failed.length} of ${jobs.length} jobs succeeded.`);
  say(`What they stored is in ${folder}, which you can remove.`);
  return failed.length === 0 ? 0 : 1;
});

/**
 * Runs a job as a user would, and shows what it left.
 * @param {string} job
 * @param {string} folder
 * @param {CommandContext} context
 * @returns {Promise<boolean>} whether it succeeded
 */
async function runJob(job, folder, { say, signal }) {
  const { payload, parameters } = JSON.parse(readFileSync(join(projectFolder, job), 'utf8'));
  say(`Image ${payload}, command ${[parameters.command, ...(parameters.args ?? [])].join(' ')}`);
  const args = [join('dist', 'cjs', 'cli', 'main.js'), 'run', job, '--folder', folder];
  say(`$ node ${args.join(' ')}\n`);
  const before = storedLogs(folder);
  const { exitCode } = await runCommand(process.execPath, args, { cwd: projectFolder, show: true, signal });

  say(`\n${exitCode === 0 ? 'Succeeded' : 'FAILED'}: exit code ${exitCode}.`);
  const logs = storedLogs(folder).filter((log) => !before.includes(log));
  for (const log of logs) say(`Its log is ${relative(folder, log)}:\n${indented(readFileSync(log, 'utf8'))}`);
  if (logs.length === 0) say('It stored no log.');
  return exitCode === 0;
}

/** @param {string} text */
function indented(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}
