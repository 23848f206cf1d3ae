/**
 * A program: looks connections and state items up, very often, and says how much memory that took.
 * `run-look-ups.ts ENDPOINT COUNT`; writes one line of JSON.
 */
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import {
  makeAwsClients,
  makeDynamoDbConnectionStore,
  makeDynamoDbStateLookup,
} from '../../src/adapters/aws/index.js';
import { makeSystemClock } from '../../src/adapters/local/index.js';
import { connectionId, distinct, stateIds } from '../support/aws/look-up-records.js';
import { testIdentity } from '../support/aws/lava-tables.js';
import { highestRss } from '../support/highest-rss.js';

/** What the program says at its end. */
export interface LookUpsReport {
  /** Look-ups that gave what they should. */
  readonly connections: number;
  readonly states: number;
  /** Resident memory in bytes after the first look-ups, and the most of it. */
  readonly rss: { readonly before: number; readonly peak: number };
}

/** How many look-ups are under way at a time. */
const parallel = 16;
const firstLookUps = 200;

const [endpoint = '', countText] = process.argv.slice(2);
const count = Number(countText);
const clients = makeAwsClients({ ...testIdentity, endpoint });
const connections = makeDynamoDbConnectionStore(clients);
const state = makeDynamoDbStateLookup(clients, { clock: makeSystemClock() });

/** Every look-up has a signal of its own, as every run has. */
const calm = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

const findConnection = async (index: number): Promise<boolean> => {
  const id = connectionId(index);
  const found = await connections.find({ realm: 'dev', connectionId: id }, calm())();
  return E.isRight(found) && O.isSome(found.right) && found.right.value['conn_id'] === id;
};

const findState = async (index: number): Promise<boolean> => {
  const ids = stateIds(index);
  const found = await state.find({ realm: 'dev', stateIds: ids }, calm())();
  return E.isRight(found) && ids.every((id) => found.right.get(id) === `value of ${id}`);
};

/** How many of so many look-ups gave what they should. */
const many = async (count: number, lookUp: (index: number) => Promise<boolean>): Promise<number> => {
  let next = 0;
  let good = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next % distinct;
      next += 1;
      if (await lookUp(index)) good += 1;
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return good;
};

// The first look-ups load and compile the SDK.
await many(firstLookUps, findConnection);
await many(firstLookUps, findState);
const before = process.memoryUsage.rss();
const report: LookUpsReport = {
  connections: await many(count, findConnection),
  states: await many(count, findState),
  rss: { before, peak: await highestRss() },
};
await clients.close();
console.log(JSON.stringify(report));
