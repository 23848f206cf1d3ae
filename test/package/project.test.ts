import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { entryPointsOf } from '../../scripts/lib/entry-points.mjs';
import { nodeTool, runProgram } from './run-program.js';
import { brokenLinks } from './site-links.js';

const runTool = async (tool: string, ...args: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, [nodeTool(tool), ...args], {
    cwd: process.cwd(),
    env: { ...process.env, NO_COLOR: '1' },
  });
  return exitCode === 0 ? '' : `exit code ${String(exitCode)}\n${stdout}${stderr}`;
};

describe('the documentation site', () => {
  let site = '';
  let problems = '';

  beforeAll(async () => {
    site = await mkdtemp(path.join(tmpdir(), 'lava-docs-'));
    problems = await runTool('typedoc/bin/typedoc', '--out', site);
  });

  afterAll(() => rm(site, { recursive: true }));

  test('is built without a warning', () => {
    expect(problems).toBe('');
  });

  test('has no link that leads nowhere', () => {
    expect(brokenLinks(site)).toEqual([]);
  });

  test('has every entry point and every guide', () => {
    const { entryPoints, projectDocuments } = JSON.parse(readFileSync('typedoc.json', 'utf8')) as {
      readonly entryPoints: readonly string[];
      readonly projectDocuments: readonly string[];
    };
    const guides = readdirSync('docs').filter((name) => name.endsWith('.md'));
    expect([...entryPoints].sort()).toEqual(
      entryPointsOf(process.cwd())
        .map(({ source }) => source)
        .sort(),
    );
    expect(projectDocuments).toEqual(expect.arrayContaining(guides.map((name) => `docs/${name}`)));
  });
});

test('nothing is exported, installed or kept that nobody uses', async () => {
  expect(await runTool('knip/bin/knip.js')).toBe('');
});
