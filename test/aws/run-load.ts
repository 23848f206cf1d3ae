/**
 * A program: looks up connections and state, uploads a log, and says how much memory that took.
 * `run-load.ts DYNAMODB_URL S3_URL LOOKUPS MEGABYTES`; writes one line of JSON.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';

import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as E from 'fp-ts/lib/Either.js';

import { connectAws } from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import { testIdentity } from '../support/aws/lava-tables.js';

/** What the program says at its end. */
export interface LoadReport {
  readonly found: number;
  /** Of the parts of the log, as they were made. */
  readonly md5s: readonly string[];
  /** Resident memory in bytes: before, after the look-ups, and the most of it. */
  readonly rss: { readonly before: number; readonly afterLookups: number; readonly peak: number };
}

const [dynamoDb = '', s3 = '', lookups = '0', megabytes = '0'] = process.argv.slice(2);
const partBytes = 5 * 2 ** 20;
const pieceBytes = 2 ** 16;

const aws = connectAws({ ...testIdentity, endpoint: { dynamoDb, s3 }, clock: makeSystemClock() });
const calm = () => ({ signal: new AbortController().signal });

const right = async <A>(task: TE.TaskEither<Error, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

/** One connection and two state items; how many of them were found. */
const lookUp = async (turn: number): Promise<number> => {
  const connection = await right(
    aws.connections.find({ realm: 'dev', connectionId: `c${turn % 10}` }, calm()),
  );
  const state = await right(aws.state.find({ realm: 'dev', stateIds: [`s${turn % 10}`, 'nothing'] }, calm()));
  return (connection._tag === 'Some' ? 1 : 0) + state.size;
};

/** As many at once as a busy worker has jobs. */
const lookUpMany = async (turns: number): Promise<number> => {
  let next = 0;
  let found = 0;
  const work = async (): Promise<void> => {
    while (next < turns) {
      next += 1;
      const more = await lookUp(next);
      found += more;
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return found;
};

const md5s: string[] = [];

/** Pieces as a file's stream gives them, each another one. */
function* pieces(size: number): Generator<Buffer, void> {
  for (let part = 0; part * partBytes < size; part += 1) {
    const hash = createHash('md5');
    const bytes = Math.min(partBytes, size - part * partBytes);
    for (let index = 0; index < bytes / pieceBytes; index += 1) {
      const piece = Buffer.alloc(pieceBytes, `part ${part} piece ${index};`);
      hash.update(piece);
      yield piece;
    }
    md5s.push(hash.digest('hex'));
  }
}

const upload = (size: number): Promise<unknown> =>
  right(
    aws.objects.put(
      { bucket: 'bucket', key: 'tmp/logs' },
      { size, open: () => Readable.from(pieces(size), { objectMode: false }) },
      { ...calm(), contentType: 'text/plain' },
    ),
  );

/**
 * The most that the system has seen, so that nothing is missed between two samples. Not `resourceUsage().maxRSS`: that
 * begins with what the process had that this one was forked from.
 */
const highestRss = async (): Promise<number> => {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return 1024 * Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0);
};

// The first calls of a worker load what all others use, and bring the heap to its working size.
await lookUpMany(200);
await upload(2 * partBytes);
md5s.length = 0;
const before = process.memoryUsage.rss();
const found = await lookUpMany(Number(lookups));
const afterLookups = process.memoryUsage.rss();
await upload(Number(megabytes) * 2 ** 20);
const peak = Math.max(process.memoryUsage.rss(), await highestRss());
await aws.close();
const report: LoadReport = { found, md5s, rss: { before, afterLookups, peak } };
console.log(JSON.stringify(report));
