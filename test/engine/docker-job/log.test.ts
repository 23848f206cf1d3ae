import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, it } from 'vitest';

import type { JobEvent } from '../../../src/index.js';
import { describeCases } from '../../support/describe-cases.js';
import { dockerConnection } from '../../support/job-bench.js';
import { environmentOf, resultOf } from '../../support/run-results.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const megabyte = 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes in buffers that somebody still holds. */
const heldBytes = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
};

/** A stream that keeps what it is given. */
const makeSink = (): { readonly stream: Writable; readonly bytes: () => Buffer } => {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      pieces.push(Buffer.from(piece));
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(pieces) };
};

describeCases('the log of a docker job', [], ({ bench }) => {
  it('case 58: 50 MB of random bytes are stored as they are, and are not held in memory meanwhile', () =>
    bench(async ({ run, objects, connections }) => {
      // Past the proxy, whose memory is not that of the job.
      connections.set('dk', dockerConnection(engineUnderTest().server));
      const before = heldBytes();
      const held: number[] = [];
      let seen = 0;
      const measure = (event: JobEvent): void => {
        if (event.kind !== 'output') return;
        seen += event.bytes.length;
        if (seen >= (held.length + 1) * 5 * megabyte) held.push(heldBytes() - before);
      };
      const script = 'cd "$LAVA_TMP"; head -c 52428800 /dev/urandom > b; cat b; sha256sum b | head -c 64';
      const ended = await run({ parameters: { command: `sh -c '${script}'` } }, { events: measure });
      expect(resultOf(ended)).toMatchObject({
        details: { log: { bytes: 50 * megabyte + 64, complete: true } },
      });
      const bytes = [...objects.objects.values()][0]?.bytes ?? Buffer.alloc(0);
      const sum = createHash('sha256')
        .update(bytes.subarray(0, 50 * megabyte))
        .digest('hex');
      expect(Buffer.from(bytes.subarray(50 * megabyte)).toString()).toBe(sum);
      expect(held).toHaveLength(10);
      expect(Math.max(...held)).toBeLessThan(8 * megabyte);
    }));

  it('case 59: in dev mode the bytes are shown as they are and not stored', () => {
    const sink = makeSink();
    return bench(async ({ run, objects }) => {
      // A character of two bytes in two pieces, and a byte that belongs to none.
      const script = `printf "a\\303"; sleep 0.3; printf "\\251\\377\\n"`;
      const ended = await run(
        { parameters: { command: `sh -c '${script}'` } },
        { devMode: true, devOutput: sink.stream },
      );
      const result = resultOf(ended);
      expect(result).toMatchObject({ exit_status: 0 });
      expect(result).not.toHaveProperty('output');
      expect(sink.bytes()).toEqual(Buffer.from([0x61, 0xc3, 0xa9, 0xff, 0x0a]));
      expect(sink.stream.writableEnded).toBe(false);
      expect(objects.objects.size).toBe(0);
    });
  });

  it('case 84: a slash at the end of s3_temp does not show', () =>
    bench({ realm: { s3_temp: 's3://b/tmp/' } }, async ({ run, objects }) => {
      const ended = await run({ parameters: { command: 'echo x' } });
      const place = `s3://b/tmp/demo/d/${ended.runId}`;
      expect(resultOf(ended).output).toBe(`${place}/logs`);
      expect([...objects.objects.keys()]).toEqual([`${place}/logs`]);
      expect(environmentOf(ended)['LAVA_S3_TMP']).toBe(place);
    }));
});
