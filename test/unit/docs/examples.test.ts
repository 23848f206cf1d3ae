import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { runCommandLine } from '../../../src/cli/command-line.js';
import { processTerminal } from '../../../src/cli/terminal.js';
import { allBlocks, type CodeBlock } from './markdown.js';

/** The text between the marks of a region; undefined when there is no such region. */
const regionOf = (file: string, name: string): string | undefined => {
  const lines = readFileSync(file, 'utf8').split('\n');
  const begin = lines.indexOf(`// #region ${name}`);
  const end = lines.indexOf(`// #endregion ${name}`);
  return begin < 0 || end < begin ? undefined : `${lines.slice(begin + 1, end).join('\n')}\n`;
};

const places = (blocks: readonly CodeBlock[]) =>
  blocks.map((block) => ({ place: `${block.file}:${block.line}`, block }));

describe('a TypeScript example', () => {
  test.each(places(allBlocks('ts', 'js', 'typescript', 'javascript')))(
    '$place is what its region holds',
    ({ block }) => {
      const [, file = '', region = ''] =
        /^example: (examples\/[\w/.-]+\.ts)#([\w-]+)$/.exec(block.note) ?? [];
      expect(file, 'needs a comment such as <!-- example: examples/file.ts#region -->').not.toBe('');
      expect(block.code).toBe(regionOf(file, region));
    },
  );
});

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What the command says about one of its own commands. */
const helpOf = async (command: string): Promise<string> => {
  let help = '';
  const take = (text: string): boolean => {
    help += text;
    return true;
  };
  const terminal = processTerminal('/');
  const stdout = Object.assign(Object.create(terminal.stdout) as typeof terminal.stdout, { write: take });
  expect(await runCommandLine([command, '--help'], { ...terminal, stdout })).toBe(0);
  return help;
};

/** Checks one line of a shell block. */
const checkLine = async (line: string): Promise<void> => {
  const [program, ...words] = line.split(' ');
  if (program === 'npx') {
    const [name, command = '', ...rest] = words;
    expect(name).toBe('lava-docker-job');
    const help = await helpOf(command);
    for (const option of rest.filter((word) => word.startsWith('-'))) expect(help).toContain(option);
    return;
  }
  expect(program).toBe('npm');
  if (words[0] === 'install') expect(words).toEqual(['install', 'lava-docker-job']);
  else expect(Object.keys(scripts)).toContain(words[0] === 'run' ? words[1] : words[0]);
};

describe('a shell example', () => {
  test.each(places(allBlocks('sh', 'bash', 'shell', 'console')))(
    '$place has commands that exist',
    async ({ block }) => {
      for (const line of block.code.trim().split('\n')) await checkLine(line);
    },
  );
});
