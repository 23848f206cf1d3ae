import { describe, expect, it } from 'vitest';

import { failureOf, shells, showArguments, withConnection } from '../../../support/connector-bench.js';

const record = { type: 'mssql', host: 'h', port: 1433, user: 'u', password: '/p' };

describe('a connection of type mssql', () => {
  it("calls lava's own program, and reads no secret", () =>
    withConnection({ record, programs: { 'lava-sql': showArguments } }, async ({ run, described }) => {
      for (const shell of shells)
        expect(await run({ args: ['--format', 'csv'] }, shell)).toMatchObject({
          status: 0,
          stdout: '[--conn-id]\n[c1]\n[--format]\n[csv]\n',
        });
      expect(described.description.executable).toBe('lava-sql');
    }));

  it('takes a record whose login is in a set of credentials', () =>
    withConnection(
      { record: { type: 'mssql', secret_id: '/m' }, programs: { 'lava-sql': showArguments } },
      async ({ run }) => {
        expect(await run()).toMatchObject({ status: 0 });
      },
    ));

  it.each([
    [{ host: undefined }, 'Missing keys: host'],
    [{ port: 'x' }, 'port must be a whole number'],
    [{ password: undefined }, 'Password must be specified'],
    [{ user: undefined }, 'Missing keys: user'],
    [{ port: undefined, user: null, password: null }, 'Missing keys: port, user; Password must be specified'],
  ])('refuses the record %j', async (fields, message) => {
    const failure = await failureOf({ record: { ...record, ...fields } });
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });
});
