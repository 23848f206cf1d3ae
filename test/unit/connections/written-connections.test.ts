import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { FileOwner } from '../../../src/connections/container-user.js';
import {
  type DescribedConnection,
  removeConnections,
  writeConnections,
} from '../../../src/connections/written-connections.js';
import { makeTestContext, type TestContext } from '../../../src/testing/index.js';

const described = (context: TestContext, name: string): DescribedConnection => ({
  label: name.toUpperCase(),
  connectionId: name,
  directory: join(context.temporaryDirectory, `conn.${name}`),
  description: { files: [{ path: 'x', mode: 0o700, content: '' }], executable: 'x', programs: [] },
});

const worker: FileOwner = { _tag: 'worker' };

const withContext = async (test: (context: TestContext) => Promise<void>): Promise<void> => {
  const context = makeTestContext();
  try {
    await test(context);
  } finally {
    await context.dispose();
  }
};

describe('the files of the connections of a run', () => {
  it('are written and removed', () =>
    withContext(async (context) => {
      const connections = [described(context, 'a'), described(context, 'b')];
      expect(await writeConnections(connections, worker, context)()).toMatchObject({ _tag: 'Right' });
      expect(await readdir(context.temporaryDirectory)).toEqual(['conn.a', 'conn.b']);
      await removeConnections(connections, context.logger)();
      expect(await readdir(context.temporaryDirectory)).toEqual([]);
    }));

  it('are all gone when those of one connection cannot be written', () =>
    withContext(async (context) => {
      const connections = [described(context, 'a'), described(context, 'b')];
      await mkdir(join(context.temporaryDirectory, 'conn.b/in the way'), { recursive: true });
      expect(await writeConnections(connections, worker, context)()).toMatchObject({
        left: {
          code: 'connection.not-written',
          details: { connectionId: 'b' },
          message: expect.stringMatching(/^Connection b: Cannot write its files: /) as string,
        },
      });
      expect(await readdir(context.temporaryDirectory)).not.toContain('conn.a');
    }));

  it('case 97: are not written where the user of the container could not reach them', () =>
    withContext(async (context) => {
      await chmod(context.temporaryDirectory, 0o700);
      const other: FileOwner = { _tag: 'other', uid: 4242 };
      expect(await writeConnections([described(context, 'a')], other, context)()).toMatchObject({
        left: {
          code: 'connection.container-user',
          message: expect.stringContaining('only the worker can enter the temporary directory') as string,
        },
      });
      expect(await readdir(context.temporaryDirectory)).toEqual([]);
    }));

  it('are not written after an abort', () =>
    withContext(async (context) => {
      context.abort();
      expect(await writeConnections([described(context, 'a')], worker, context)()).toMatchObject({
        left: { code: 'connection.aborted' },
      });
      expect(await readdir(context.temporaryDirectory)).toEqual([]);
    }));

  it('need not be there to be removed', () =>
    withContext(async (context) => {
      await removeConnections([described(context, 'a')], context.logger)();
      expect(context.logger.entries).toEqual([]);
    }));
});
