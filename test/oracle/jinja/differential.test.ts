import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { expect, it } from 'vitest';

import { makeJinja } from '../../../src/jinja/index.js';
import { caseVariables } from '../../support/jinja/case-context.js';
import { address, exceptions } from './exceptions.js';
import { makeTemplates } from './templates.js';

const file = resolve('test/fixtures/jinja-cases.json');
const seed = Number(process.env['JINJA_ORACLE_SEED'] ?? 1);
const count = Number(process.env['JINJA_ORACLE_COUNT'] ?? 6000);

interface PythonResult {
  readonly text?: string;
  readonly error?: string;
}

function renderWithPython(templates: readonly string[]): readonly PythonResult[] {
  const script = resolve('test/oracle/jinja/render.py');
  const done = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify({ file, templates }),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (done.status !== 0) throw new Error(`python3 failed: ${done.stderr}`);
  return JSON.parse(done.stdout) as readonly PythonResult[];
}

function renderHere(templates: readonly string[]): readonly PythonResult[] {
  const { context_text: contextText } = JSON.parse(readFileSync(file, 'utf8')) as { context_text: string };
  const jinja = makeJinja({ timeZone: 'Australia/Sydney' });
  return templates.map((template) => {
    try {
      return { text: jinja.render(template, caseVariables(jinja.makeRuntime(), contextText, false)) };
    } catch (error) {
      return { error: String(error) };
    }
  });
}

it(`renders ${count} generated templates as Jinja2 does`, () => {
  const templates = makeTemplates(seed, count);
  const python = renderWithPython(templates);
  const here = renderHere(templates);
  const differences = templates.flatMap((template, at) => {
    const [theirs, ours] = [python[at], here[at]];
    if (theirs?.text === ours?.text || address.test(theirs?.text ?? '')) return [];
    // Python has no limits: what is too much here it works out.
    if (ours?.error?.includes('LimitError') === true) return [];
    if (exceptions.some(({ pattern }) => pattern.test(template))) return [];
    return [{ template, python: theirs, here: ours }];
  });
  const rendered = python.filter((result) => result.text !== undefined).length;
  // Templates that only fail would compare nothing.
  expect(rendered).toBeGreaterThan(count / 3);
  expect(differences).toEqual([]);
});
