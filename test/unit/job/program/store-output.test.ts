import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { makeOutputLog, type OutputLog } from '../../../../src/job/program/output-log.js';
import { storeOutput } from '../../../../src/job/program/store-output.js';
import { taggedError } from '../../../../src/job/tagged-error.js';
import type { ObjectStore } from '../../../../src/ports/object-store.js';
import {
  makeInMemoryObjectStore,
  makeTestContext,
  makeTestRealm,
  type TestContext,
  type TestContextOverrides,
} from '../../../../src/testing/index.js';

const address = 's3://test-bucket/tmp/logs';
const storage = (objects: ObjectStore) => ({
  objects,
  attempts: 3,
  signal: new AbortController().signal,
});

/** Gives a context, and a log with some text, to a test. */
const withLog = async (
  text: string,
  overrides: TestContextOverrides,
  work: (log: OutputLog, context: TestContext) => Promise<void>,
): Promise<void> => {
  const context = makeTestContext(overrides);
  const log = makeOutputLog({ directory: path.join(context.temporaryDirectory, 'spool'), fileName: 'log' });
  await log.append(Buffer.from(text));
  await work(log, context);
  await log.dispose();
  await context.dispose();
};

const failingStore = (retryable: boolean): { readonly store: ObjectStore; readonly calls: () => number } => {
  let calls = 0;
  const put = () => {
    calls += 1;
    return TE.left(taggedError('Unavailable', { code: 'test.down', message: 'down', retryable }));
  };
  return { store: { ...makeInMemoryObjectStore(), put }, calls: () => calls };
};

describe('storeOutput', () => {
  it('stores the bytes, encrypted with the key of the realm', () =>
    withLog('said', { realm: makeTestRealm({ s3_key: 'alias/k' }) }, async (log, context) => {
      const objects = makeInMemoryObjectStore();
      expect(await storeOutput(log, address, context, storage(objects))).toEqual({
        _tag: 'stored',
        output: address,
      });
      expect(objects.text(address)).toBe('said');
      expect(objects.objects.get(address)).toMatchObject({ kmsKeyId: 'alias/k' });
    }));

  it('stores nothing of a program that has written nothing', () =>
    withLog('', {}, async (log, context) => {
      const objects = makeInMemoryObjectStore();
      expect(await storeOutput(log, address, context, storage(objects))).toEqual({ _tag: 'empty' });
      expect(objects.objects.size).toBe(0);
    }));

  it('shows the output in dev mode', () =>
    withLog('said', { devMode: true }, async (log, context) => {
      const objects = makeInMemoryObjectStore();
      expect(await storeOutput(log, address, context, storage(objects))).toEqual({ _tag: 'shown' });
      expect(context.devBytes().toString()).toBe('said');
      expect(objects.objects.size).toBe(0);
    }));

  it('tries again as often as it may, then keeps the file', () =>
    withLog('said', {}, async (log, context) => {
      const { store, calls } = failingStore(true);
      const storing = storeOutput(log, address, context, storage(store));
      for (const pauseMs of [500, 1000]) {
        await context.clock.whenPending();
        await context.clock.advance(pauseMs);
      }
      const kept = await storing;
      expect(kept).toMatchObject({ _tag: 'kept', location: address, reason: 'down' });
      expect(calls()).toBe(3);
      await log.dispose();
      const spool = 'spool' in kept ? (kept.spool ?? '') : '';
      expect(await readFile(spool, 'utf8')).toBe('said');
      await rm(spool);
    }));

  it('tries once where trying again does not help, or where the address is none', () =>
    withLog('said', {}, async (log, context) => {
      const { store, calls } = failingStore(false);
      expect(await storeOutput(log, address, context, storage(store))).toMatchObject({ _tag: 'kept' });
      expect(calls()).toBe(1);
      expect(await storeOutput(log, 's3://', context, storage(store))).toMatchObject({
        _tag: 'kept',
        reason: 'Invalid S3 object name: s3://',
      });
    }));
});
