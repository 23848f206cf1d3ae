import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { makeTestContext, makeTestJob, makeTestRealm } from '../../../src/testing/index.js';

describe('makeTestContext', () => {
  it('makes a temporary directory and removes it', async () => {
    const context = makeTestContext();
    expect(existsSync(context.temporaryDirectory)).toBe(true);
    await context.dispose();
    await context.dispose();
    expect(existsSync(context.temporaryDirectory)).toBe(false);
  });

  it("leaves the caller's directory alone", async () => {
    const temporaryDirectory = mkdtempSync(path.join(tmpdir(), 'lava-docker-job-own-'));
    const context = makeTestContext({ temporaryDirectory });
    await context.dispose();
    expect(existsSync(temporaryDirectory)).toBe(true);
    rmSync(temporaryDirectory, { recursive: true });
  });

  it('captures log, events and dev output', async () => {
    const context = makeTestContext({ devMode: true });
    const about = { runId: 'r', jobId: 'j', epochMs: context.clock.now() };
    context.logger.warn('careful', { a: 1 });
    context.events({ ...about, kind: 'starting' });
    context.events({ ...about, kind: 'phase-ended', phase: 'pull', durationMs: 1, outcome: 'ok' });
    context.devOutput.write('dev');
    expect(context.logger.entries).toEqual([{ level: 'warn', message: 'careful', fields: { a: 1 } }]);
    expect(context.logger.messages('error')).toEqual([]);
    expect(context.captured.ofKind('starting')).toHaveLength(1);
    expect(context.captured.phases()).toEqual(['pull ok']);
    expect(context.devBytes().toString()).toBe('dev');
    await context.dispose();
  });

  it('is aborted by its own abort and by the signal that it was given', async () => {
    const own = makeTestContext();
    own.abort('reason');
    expect([own.signal.aborted, own.signal.reason]).toEqual([true, 'reason']);
    const controller = new AbortController();
    const given = makeTestContext({ signal: controller.signal });
    expect(given.signal.aborted).toBe(false);
    controller.abort();
    expect(given.signal.aborted).toBe(true);
    await Promise.all([own.dispose(), given.dispose()]);
  });

  it('counts ids', async () => {
    const context = makeTestContext();
    expect([context.newId(), context.newId()]).toEqual([
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-000000000002',
    ]);
    await context.dispose();
  });
});

describe('makeTestJob and makeTestRealm', () => {
  it('take what a test sets and fill in the rest', () => {
    expect(makeTestJob({ payload: 'other', 'X-Note': 1 })).toMatchObject({
      payload: 'other',
      type: 'docker',
      'X-Note': 1,
    });
    expect(makeTestRealm({ docker: 'd' })).toMatchObject({ realm: 'test', docker: 'd' });
  });
});
