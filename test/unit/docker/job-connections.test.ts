import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { type FakeProgram, nothingLeft } from '../../../src/testing/index.js';
import {
  dockerConnection,
  dockerJob,
  errorOf,
  type Harness,
  type HarnessOptions,
  resultOf,
  withHarness,
} from './docker-harness.js';

/** What a program saw of the connection with the label `x`. */
interface Seen {
  id?: string | undefined;
  executable?: string | undefined;
  mode?: number;
}

/** A worker with two connections, whose program looks at its variables and ends as a test says. */
const setup = (end: FakeProgram): HarnessOptions & { readonly seen: Seen } => {
  const seen: Seen = {};
  return {
    seen,
    connections: {
      dk: dockerConnection,
      c1: { type: 'generic', enabled: true, attributes: { a: 's' } },
      bad: { type: 'generic', enabled: true },
    },
    context: { host: { uid: process.getuid?.() ?? 0, gid: 0 } },
    program: (running) => {
      const { LAVA_CONNID_X: id, LAVA_CONN_X: executable = '' } = running.environment;
      Object.assign(seen, { id, executable, mode: statSync(executable).mode & 0o777 });
      return end(running);
    },
  };
};

const job = (connections: Readonly<Record<string, unknown>>) =>
  dockerJob({ parameters: { docker: 'dk', command: 'run', connections } });

/** What the run left in its temporary directory, which the host removes later. */
const leftBehind = ({ context }: Harness) => readdir(context.temporaryDirectory);

describe('the connections of a job', () => {
  it('are there while the container runs, and gone after it, before the host removes the directory', () => {
    const { seen, ...options } = setup(() => ({ exitStatus: 0 }));
    return withHarness(options, async (harness) => {
      resultOf(await harness.run(job({ x: 'c1', Y: 'c1' })));
      expect(seen).toMatchObject({ id: 'c1', mode: 0o700 });
      expect(path.dirname(path.dirname(seen.executable ?? ''))).toBe(harness.context.temporaryDirectory);
      expect(await leftBehind(harness)).toEqual([]);
    });
  });

  it('are gone after a run that fails, too', () => {
    const { seen, ...options } = setup(() => ({ exitStatus: 3 }));
    return withHarness(options, async (harness) => {
      expect(errorOf(await harness.run(job({ x: 'c1' })))._tag).toBe('ExitStatusError');
      expect(seen.id).toBe('c1');
      expect(await leftBehind(harness)).toEqual([]);
    });
  });

  it('are gone after a run that is aborted, too', () => {
    const { seen, ...options } = setup(() => new Promise(() => undefined));
    return withHarness({ ...options, engine: { stopGrace: 'none' } }, async (harness) => {
      const running = harness.run(job({ x: 'c1' }));
      await expect.poll(() => seen.executable ?? '').not.toBe('');
      expect(existsSync(seen.executable ?? '')).toBe(true);
      harness.context.abort();
      expect(errorOf(await running)._tag).toBe('JobAbortedError');
      expect(await leftBehind(harness)).toEqual([]);
      expect(harness.leftovers()).toEqual(nothingLeft);
    });
  });

  it('are not written when the run is aborted before', () => {
    const { seen, ...options } = setup(() => ({ exitStatus: 0 }));
    return withHarness(options, async (harness) => {
      harness.context.abort();
      expect(E.isLeft(await harness.run(job({ x: 'c1' })))).toBe(true);
      expect(seen).toEqual({});
      expect(await leftBehind(harness)).toEqual([]);
    });
  });

  it('case 79: fail the job before the engine is called when one of them is bad', () => {
    const { seen, ...options } = setup(() => ({ exitStatus: 0 }));
    return withHarness(options, async (harness) => {
      expect(errorOf(await harness.run(job({ x: 'c1', z: 'bad' })))).toMatchObject({
        _tag: 'ConnectionError',
        code: 'connection.bad-record',
        details: { connectionId: 'bad' },
      });
      expect(seen).toEqual({});
      expect(harness.engine.calls).toEqual([]);
      expect(await leftBehind(harness)).toEqual([]);
    });
  });

  it.each([
    [{ 'a-b': 'c1' }, 'Bad connection label: a-b'],
    [{ '': 'c1' }, 'Bad connection label: '],
    [{ é: 'c1' }, 'Bad connection label: é'],
    [{ x: 'c1', X: 'c1' }, 'Bad connection label: X: differs from x in case only'],
    [{ x: '' }, 'Bad connection label: x: needs a connection id'],
  ])('case 78: are refused for the labels %j', (labels, message) => {
    const { seen, ...options } = setup(() => ({ exitStatus: 0 }));
    return withHarness(options, async (harness) => {
      const error = errorOf(await harness.run(job(labels)));
      expect(error.message.split('\n')[0]).toBe(message);
      expect(seen).toEqual({});
    });
  });
});
