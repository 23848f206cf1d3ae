// Compares engines on everyday templates and writes results.md: node run.mjs
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';

import { makeEngines } from './engines.mjs';
import { measure } from './measure.mjs';
import { templates, variables } from './templates.mjs';

const here = import.meta.dirname;
const root = resolve(here, '../..');

/** Ours runs as it is published: compiled by tsc. */
async function loadOurs() {
  const build = resolve(here, 'node_modules/.ours');
  execFileSync(
    'npx',
    [
      'tsc',
      '-p',
      'tsconfig.esm.json',
      '--outDir',
      build,
      '--declaration',
      'false',
      '--declarationMap',
      'false',
      '--sourceMap',
      'false',
    ],
    { cwd: root },
  );
  writeFileSync(resolve(build, 'package.json'), '{"type":"module"}');
  const ours = await import(resolve(build, 'jinja/index.js'));
  // As in a job, the variables become Python values once and serve all templates.
  const known = new Map();
  const converted = (data) => {
    if (!known.has(data)) known.set(data, ours.variablesFromJs(data));
    return known.get(data);
  };
  return { ...ours, converted };
}

function runPython() {
  const input = JSON.stringify({ templates, variables });
  const done = spawnSync('/usr/bin/python3', [resolve(here, 'measure.py')], { input, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout);
}

/** Times, with a mark where the text is not what Python makes of the template. */
function runEngine(engine, text, expected) {
  try {
    const render = engine.ready(text, variables);
    const same = String(render()) === expected;
    return { once: measure(() => engine.once(text, variables)), ready: measure(render), same };
  } catch {
    return undefined;
  }
}

function table(title, kind, rows, names) {
  const cell = (result) =>
    result === undefined ? 'fails' : `${result[kind].toFixed(1)}${result.same === false ? ' *' : ''}`;
  const lines = rows.map(
    ({ name, results }) => `| ${name} | ${names.map((each) => cell(results[each])).join(' | ')} |`,
  );
  return [
    `## ${title}`,
    '',
    `| µs | ${names.join(' | ')} |`,
    `|-|${names.map(() => '-:').join('|')}|`,
    ...lines,
    '',
  ].join('\n');
}

const python = runPython();
const engines = await makeEngines(await loadOurs());
const pythonName = `Python Jinja2 ${python.version}`;
const names = [...Object.keys(engines).slice(0, 1), pythonName, ...Object.keys(engines).slice(1)];
const rows = Object.entries(templates).map(([name, text]) => {
  const expected = python.results[name].text;
  const results = { [pythonName]: { ...python.results[name], same: true } };
  for (const [engine, each] of Object.entries(engines)) results[engine] = runEngine(each, text, expected);
  return { name, results };
});
const report = [
  '# Jinja engines on everyday templates',
  '',
  `Node ${process.version}, ${cpus()[0].model}. Best of five rounds; \`*\`: the text differs from Python's.`,
  'nunjucks and jinja-js generate JavaScript; the others interpret.',
  '',
  table('Parse and render', 'once', rows, names),
  table('Render only', 'ready', rows, names),
].join('\n');
writeFileSync(resolve(here, 'results.md'), report);
console.log(report);
