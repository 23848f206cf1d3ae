/**
 * A program: uploads a log, and says how much memory that took.
 * `run-large-log.ts S3_URL MEGABYTES`; writes one line of JSON.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import * as E from 'fp-ts/lib/Either.js';

import { connectAws } from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import { testIdentity } from '../support/aws/lava-tables.js';
import { highestRss } from '../support/highest-rss.js';

/** What the program says at its end. */
export interface LargeLogReport {
  /** Of the parts of the log, as they were made. */
  readonly md5s: readonly string[];
  /** Resident memory in bytes just before the upload, and the most of it. */
  readonly rss: { readonly before: number; readonly peak: number };
}

const [s3 = '', megabytes = '0'] = process.argv.slice(2);
const partBytes = 5 * 2 ** 20;
const pieceBytes = 2 ** 16;

const aws = connectAws({ ...testIdentity, endpoint: { s3 }, clock: makeSystemClock() });
const md5s: string[] = [];

/** Pieces as a file's stream gives them, each another one. */
function* pieces(size: number): Generator<Buffer, void> {
  for (let begin = 0; begin < size; begin += partBytes) {
    const hash = createHash('md5');
    const end = Math.min(begin + partBytes, size);
    for (let at = begin; at < end; at += pieceBytes) {
      const piece = Buffer.alloc(pieceBytes, `piece at ${at};`);
      hash.update(piece);
      yield piece;
    }
    md5s.push(hash.digest('hex'));
  }
}

const upload = async (size: number): Promise<void> => {
  md5s.length = 0;
  const { signal } = new AbortController();
  const body = { size, open: () => Readable.from(pieces(size), { objectMode: false }) };
  const stored = await aws.objects.put({ bucket: 'bucket', key: 'tmp/demo/R/logs' }, body, {
    signal,
    contentType: 'text/plain; charset=utf-8',
  })();
  if (E.isLeft(stored)) throw stored.left;
};

// A worker's first upload loads what all others use.
await upload(2 * partBytes);
const before = process.memoryUsage.rss();
await upload(Number(megabytes) * 2 ** 20);
const peak = Math.max(process.memoryUsage.rss(), await highestRss());
await aws.close();
const report: LargeLogReport = { md5s, rss: { before, peak } };
console.log(JSON.stringify(report));
