import { describe, expect, it } from 'vitest';

import {
  type ConnectorSetup,
  describeWell,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const smb = { type: 'smb', remote_name: 'n', host: 'h', user: 'u', password: '/p' };
const sharepoint = {
  type: 'sharepoint',
  org_base_url: 'https://x',
  site_name: 's',
  tenant: 't',
  client_id: 'c',
  client_secret: '/c',
  user: 'u',
  password: '/p',
};
const email = { type: 'email', from: 'A B <me@x>', reply_to: ['a@x', 'b@x'] };

describe("connections that lava's own programs make", () => {
  it.each([
    ['lava-smb', smb, []],
    ['lava-sharepoint', { ...sharepoint, colour: 'tolerated' }, []],
    ['lava-email', email, ['--from', 'A B <me@x>', '--reply-to', 'a@x', '--reply-to', 'b@x']],
    ['lava-email', { type: 'email' }, []],
  ])('run %s for the connection and the realm, without a profile', (program, record, options) =>
    withConnection(
      { record, programs: { [program]: `echo "$LAVA_REALM"; ${showArguments}; exit 3` } },
      async ({ run }) => {
        for (const shell of shells)
          expect(await run({ args: ['put', 'a b'], environment: { LAVA_REALM: 'other' } }, shell)).toEqual({
            status: 3,
            stdout: [
              'test',
              ...['--conn-id', 'c1', ...options, 'put', 'a b'].map((word) => `[${word}]`),
              '',
            ].join('\n'),
            stderr: '',
          });
      },
    ),
  );

  it('name the profile that is configured', () =>
    withConnection(
      {
        record: smb,
        realm: { config: { conn_cli_profile: 'work' } },
        programs: { 'lava-smb': showArguments },
      },
      async ({ run }) => {
        expect((await run()).stdout).toBe('[--profile]\n[work]\n[--conn-id]\n[c1]\n');
      },
    ));

  it('case 76: take user, password and host of an smb connection from its set of credentials', async () => {
    const record = { type: 'smb', remote_name: 'n', secret_id: '/s' };
    expect((await describeWell({ record })).description.programs).toEqual(['lava-smb']);
  });

  const bad: readonly (readonly [ConnectorSetup['record'], string])[] = [
    [{ ...smb, user: null }, 'Missing keys: user'],
    [{ type: 'smb', secret_id: '/s' }, 'Missing keys: remote_name'],
    [{ ...smb, subtype: 'other' }, 'subtype must be one of pysmb, smbprotocol'],
    [{ ...smb, colour: 1 }, 'Unexpected keys: colour'],
    [
      { type: 'sharepoint' },
      `Missing keys: ${Object.keys(sharepoint)
        .filter((key) => key !== 'type')
        .sort()
        .join(', ')}`,
    ],
    [{ ...email, subtype: 'pigeon' }, 'subtype must be one of ses, smtp'],
    [{ ...email, colour: 1 }, 'Unexpected keys: colour'],
  ];
  it.each(bad)('refuse the record %j', async (record, message) => {
    expect((await failureOf({ record })).message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });
});
