import { spawnSync } from 'node:child_process';

/** Debian's own interpreter: the oracle of everything that must be as Python has it. */
const interpreter = '/usr/bin/python3';

/**
 * Runs a Python program once. It gets `given` from JSON, and its variable `answer` comes back as JSON.
 * @throws when the program fails
 */
export const askPython = (program: string, given: unknown): unknown => {
  const source = [
    'import json, sys',
    'given = json.loads(sys.stdin.buffer.read())',
    program,
    'sys.stdout.write(json.dumps(answer))',
  ].join('\n');
  const { status, stdout, stderr } = spawnSync(interpreter, ['-c', source], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`Python failed: ${stderr}`);
  return JSON.parse(stdout);
};
