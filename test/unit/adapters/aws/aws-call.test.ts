import { getEventListeners } from 'node:events';

import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { type AwsCall, awsCall, awsCallThatUndoes } from '../../../../src/adapters/aws/aws-call.js';
import { awsErrorMapper } from '../../../../src/adapters/aws/aws-error.js';

const call: AwsCall = {
  doing: 'Cannot read table t',
  error: awsErrorMapper({ service: 'test' }),
  details: { table: 't' },
};

describe.each([
  ['awsCall', awsCall],
  ['awsCallThatUndoes', awsCallThatUndoes],
])('%s', (_name, make) => {
  it('gives what the work gives, and leaves no listener at the signal', async () => {
    const { signal } = new AbortController();
    expect(await make(call, { signal }, () => Promise.resolve(1))()).toEqual(E.right(1));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('does nothing when the signal is aborted before', async () => {
    let begun = false;
    const work = (): Promise<void> => {
      begun = true;
      return Promise.resolve();
    };
    expect(await make(call, { signal: AbortSignal.abort() }, work)()).toMatchObject({
      left: { _tag: 'Aborted', code: 'aws.aborted' },
    });
    expect(begun).toBe(false);
  });

  it('turns what the work throws into an error of the port that says what was tried', async () => {
    const { signal } = new AbortController();
    const work = (): Promise<never> => Promise.reject(new Error('words'));
    expect(await make(call, { signal }, work)()).toMatchObject({
      left: {
        _tag: 'Unavailable',
        message: 'Cannot read table t: words',
        details: { service: 'test', table: 't' },
      },
    });
  });

  it('gives Aborted when the work fails after an abort', async () => {
    const controller = new AbortController();
    const work = (): Promise<never> => {
      controller.abort();
      return Promise.reject(new Error('cut'));
    };
    expect(await make(call, { signal: controller.signal }, work)()).toMatchObject({
      left: { _tag: 'Aborted' },
    });
  });
});

describe('an abort during the work', () => {
  it('ends awsCall at once, also when the SDK does not look at the signal', async () => {
    const controller = new AbortController();
    const running = awsCall(call, { signal: controller.signal }, () => new Promise(() => undefined))();
    controller.abort();
    expect(await running).toMatchObject({ left: { _tag: 'Aborted' } });
  });

  it('lets awsCallThatUndoes undo what it has done', async () => {
    const controller = new AbortController();
    let isUndone = false;
    const running = awsCallThatUndoes(
      call,
      { signal: controller.signal },
      (signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            isUndone = true;
            reject(new Error('undone'));
          });
        }),
    )();
    controller.abort();
    expect(await running).toMatchObject({ left: { _tag: 'Aborted' } });
    expect(isUndone).toBe(true);
  });
});
