import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { FakeImage } from '../../engine/fake-image.js';
import {
  type FakeExit,
  type FakeProcess,
  type FakeProgram,
  makeFakeProgram,
  stderr,
  stdout,
} from '../../engine/fake-program.js';
import type { RuntimeScenario } from './scenarios.js';

const printing =
  (text: (process: FakeProcess) => string): FakeProgram =>
  async (process) => {
    await process.write('stdout', text(process));
    return { exitStatus: 0 };
  };

/** The path on this machine of a file below `/data`. */
const below = ({ mounts }: FakeProcess, name: string): string =>
  path.join(mounts.find(({ target }) => target === '/data')?.source ?? '/data', name);

const isReadOnly = ({ mounts }: FakeProcess): boolean => mounts.some(({ readOnly }) => readOnly);

const readsMount = async (process: FakeProcess): Promise<FakeExit> => {
  await process.write('stdout', await readFile(below(process, 'in')));
  return { exitStatus: 0 };
};

const writesMount = async (process: FakeProcess): Promise<FakeExit> => {
  if (isReadOnly(process)) return { exitStatus: 1 };
  await writeFile(below(process, 'out'), 'written');
  return { exitStatus: 0 };
};

const identity = ({ user, hostname, workingDirectory }: FakeProcess): string =>
  `${user.replace(':', '\n')}\n${hostname}\n${workingDirectory}\n`;

/**
 * The scenarios of the container runtimes' suite as programs of a fake image: a container's command is the scenario's
 * name. `/not-executable` cannot be executed.
 * @public
 */
export const fakeScenarios: FakeImage['programs'] & Readonly<Record<RuntimeScenario, FakeProgram>> = {
  'prints-text': makeFakeProgram({ output: ['hello\n'] }),
  'prints-binary': makeFakeProgram({
    output: [stdout(Uint8Array.of(0x00, 0xff, 0xfe, 0x0d, 0x0a, 0x01, 0x78))],
  }),
  'prints-both': makeFakeProgram({ output: ['out', stderr('err')] }),
  'prints-large': makeFakeProgram({ output: Array.from({ length: 30 }, () => 'a'.repeat(100_000)) }),
  'prints-nothing': makeFakeProgram({}),
  'prints-greeting': printing(({ environment }) => environment['GREETING'] ?? ''),
  'prints-identity': printing(identity),
  'exits-7': makeFakeProgram({ exitStatus: 7 }),
  'heeds-sigterm': makeFakeProgram({ output: ['ready\n'], runs: 'forever', onSigterm: 3 }),
  'ignores-sigterm': makeFakeProgram({ output: ['ready\n'], runs: 'forever', onSigterm: 'ignore' }),
  'reads-mount': readsMount,
  'writes-mount': writesMount,
  '/not-executable': { exitStatus: 126, message: 'exec: "/not-executable": permission denied: unknown' },
};
