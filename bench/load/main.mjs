// How much longer does a program take that imports an entry point? node bench/load/main.mjs [rounds]
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { buildIfStale } from '../../scripts/lib/build.mjs';
import { runAsCommand } from '../../scripts/lib/command.mjs';
import { entryPointsOf } from '../../scripts/lib/entry-points.mjs';
import { projectFolder } from '../../scripts/lib/project.mjs';

/**
 * A program and how long its starts took, in milliseconds.
 * @typedef {{ title: string, args: string[], wall: number[], processor: number[] }} Contender
 */

/** The program's last act: to say how much time of the processor it has used. */
const report = `{ const { user, system } = process.cpuUsage(); console.log((user + system) / 1000); }`;

await runAsCommand(async (context) => {
  await buildIfStale(projectFolder, context);
  const rounds = Number(process.argv[2] ?? 40);
  const contenders = makeContenders();
  for (const contender of contenders) start(contender); // fills the file system's cache
  for (let round = 0; round < rounds; round += 1) {
    context.signal.throwIfAborted();
    // In turn, so that whatever else the machine does meets all of them.
    for (const contender of contenders) {
      const { wall, processor } = start(contender);
      contender.wall.push(wall);
      contender.processor.push(processor);
    }
  }
  context.say(describe(contenders, rounds));
  return 0;
});

/** @returns {Contender[]} the first is Node alone */
function makeContenders() {
  const entries = entryPointsOf(projectFolder).map(({ specifier }) => specifier);
  return [
    contender('Node alone', 'module', ''),
    ...entries.map((entry) => contender(`import '${entry}'`, 'module', `import '${entry}';`)),
    ...entries
      .slice(0, 1)
      .map((entry) => contender(`require('${entry}')`, 'commonjs', `require('${entry}');`)),
  ];
}

/**
 * @param {string} title
 * @param {'module' | 'commonjs'} type
 * @param {string} code
 * @returns {Contender}
 */
function contender(title, type, code) {
  return { title, args: [`--input-type=${type}`, '--eval', `${code}${report}`], wall: [], processor: [] };
}

/** @param {Contender} contender */
function start({ args }) {
  const before = performance.now();
  // The project's own folder: there the package's name means its own entry points.
  const output = execFileSync(process.execPath, args, { cwd: projectFolder, encoding: 'utf8' });
  return { wall: performance.now() - before, processor: Number(output) };
}

/**
 * @param {Contender[]} contenders
 * @param {number} rounds
 */
function describe(contenders, rounds) {
  const [bare, ...others] = contenders;
  const bareWall = median(bare?.wall ?? []);
  const bareProcessor = median(bare?.processor ?? []);
  const rows = others.map(({ title, wall, processor }) =>
    [`\`${title}\``, over(median(wall), bareWall), over(median(processor), bareProcessor)].join(' | '),
  );
  return [
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'} (${cpus().length}), median of ${rounds} starts`,
    '',
    '| program | wall clock | processor |',
    '| --- | --- | --- |',
    `| Node alone | ${bareWall.toFixed(0)} ms | ${bareProcessor.toFixed(0)} ms |`,
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/**
 * @param {number} time
 * @param {number} bare
 */
function over(time, bare) {
  return `+${(time - bare).toFixed(0)} ms`;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
