import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { makeHashingStore } from '../../support/hashing-store.js';
import { shellJob, withPlainWorker } from '../../support/plain-worker.js';

describe('the log of a docker job', () => {
  it('has bytes that are no UTF-8, characters in two writes and no final newline as they were written', async () => {
    await withPlainWorker({}, async (worker) => {
      const run_id = randomUUID();
      // The first half of an é, a pause in which it is read, the second half.
      const script = `printf '\\377\\376\\000a\\303'; sleep 1; printf '\\251\\r\\n\\342\\202'; sleep 1; printf '\\254'`;
      await worker.run(shellJob(script), { dispatch: { run_id } });
      const [stored] = worker.objects.objects.values();
      expect(Buffer.from(stored?.bytes ?? []).toString('hex')).toBe(
        Buffer.from([0xff, 0xfe, 0, 0x61, 0xc3, 0xa9, 13, 10, 0xe2, 0x82, 0xac]).toString('hex'),
      );
    });
  });

  it('has both streams, each in its order', async () => {
    await withPlainWorker({}, async (worker) => {
      const run_id = randomUUID();
      const script =
        'i=0; while [ $i -lt 3000 ]; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); done; printf end';
      // The engine passes on what it has read, so a piece of one stream may stand inside a line of the other.
      const written = { stdout: '', stderr: '' };
      let inOrder = '';
      await worker.run(shellJob(script), {
        dispatch: { run_id },
        events: (event) => {
          if (event.kind !== 'output') return;
          const text = Buffer.from(event.bytes).toString();
          written[event.stream] += text;
          inOrder += text;
        },
      });
      const linesOf = (word: string): string =>
        Array.from({ length: 3000 }, (_, index) => `${word} ${index}\n`).join('');
      expect(written).toEqual({ stdout: `${linesOf('out')}end`, stderr: linesOf('err') });
      expect(worker.logOf(run_id)).toBe(inOrder);
    });
  });

  it('does not hold its container back when the store is slow', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const objects = makeHashingStore(() => released);
    await withPlainWorker({ deps: { objects } }, async (worker) => {
      const ended: string[] = [];
      const running = worker.run(shellJob('head -c 20000000 /dev/zero'), {
        events: (event) => {
          if (event.kind !== 'phase-ended') return;
          ended.push(event.phase);
          // The container has ended, and the store has not taken a byte of its output.
          if (event.phase === 'run') release();
        },
      });
      expect(await running).toMatchObject({ status: 'complete' });
      expect(ended).toContain('run');
      expect(objects.puts).toMatchObject([{ bytes: 20_000_000 }]);
      expect(await worker.leftovers()).toEqual([]);
    });
  });

  it('that a disk without space cuts short fails the job after its end, with what is known', async () => {
    await withPlainWorker({}, async (worker) => {
      // A file where the spool directory should be: nothing can be written below it.
      await mkdir(worker.folder, { recursive: true });
      await writeFile(join(worker.folder, 'spool'), '');
      const run = await worker.run(shellJob('head -c 2000000 /dev/zero; printf last; exit 0'));
      expect(run).toMatchObject({
        status: 'failed',
        error: { _tag: 'OutputNotStoredError', data: { exit_status: 0 } },
      });
      expect(run.status === 'failed' && run.error.data?.tail?.endsWith('last')).toBe(true);
    });
  });

  it('written after the abort is whole: the container is listened to until it has ended', async () => {
    await withPlainWorker({}, async (worker) => {
      const controller = new AbortController();
      const run_id = randomUUID();
      const script = `trap 'i=0; while [ $i -lt 2000 ]; do echo "late $i"; i=$((i+1)); done; exit 0' TERM
echo ready; while :; do sleep 0.1; done`;
      const run = await worker.run(shellJob(script), {
        dispatch: { run_id },
        signal: controller.signal,
        events: (event) => {
          if (event.kind === 'output') controller.abort();
        },
      });
      expect(run).toMatchObject({ status: 'failed', error: { _tag: 'JobAbortedError' } });
      expect(worker.logOf(run_id)).toBe(
        `ready\n${Array.from({ length: 2000 }, (_, index) => `late ${index}\n`).join('')}`,
      );
    });
  });
});
