import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { nodeTool, runProgram } from './run-program.js';

const runTool = async (tool: string, ...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, [nodeTool(tool), ...args], {
    cwd: process.cwd(),
    env: { ...process.env, NO_COLOR: '1' },
  });
  return exitCode === 0 ? '' : `exit code ${String(exitCode)}\n${stdout}${stderr}`;
};

test('the documentation site is built without a warning, with a page for each guide', async () => {
  const site = await mkdtemp(path.join(tmpdir(), 'lava-docs-'));
  try {
    expect(await runTool('typedoc/bin/typedoc', '--out', site)).toBe('');
    const guides = readdirSync('docs').filter((file) => file.endsWith('.md'));
    const pages = ['index', ...guides.map((file) => `docs_${file.replace(/\.md$/, '')}`)];
    const missing = pages.filter(
      (page) => ![site, `${site}/documents`].some((folder) => existsSync(`${folder}/${page}.html`)),
    );
    expect(missing).toEqual([]);
  } finally {
    await rm(site, { recursive: true });
  }
});

test('nothing is exported, installed or kept that nobody uses', async () => {
  expect(await runTool('knip/bin/knip.js')).toBe('');
});
