import { describe, expect, it } from 'vitest';

import {
  type ConnectorSetup,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const connection = (fields = {}, environment = {}): ConnectorSetup => ({
  record: { type: 'ses', from: 'me@x', ...fields },
  environment,
});

/** Shows its arguments, and what is in the file that the last one names. */
const aws = `${showArguments}
case $argument in file://*) cat "\${argument#file://}"; ls -l "\${argument#file://}" | cut -c 1-10;; esac`;

const lines = (stdout: string): readonly string[] => stdout.trimEnd().split('\n');

describe('a connection of type ses', () => {
  it('sends a mail with the settings of the connection, each as one argument', () =>
    withConnection(
      {
        ...connection({
          region: 'r1',
          return_path: 'back@x',
          reply_to: ['a@x', 'b b@x'],
          configuration_set: 'set',
        }),
        programs: { aws },
      },
      async ({ run }) => {
        for (const shell of shells) {
          const { status, stdout } = await run(
            { args: ['--to', 'x@y', '--subject', 'a b', '--text', 'T'] },
            shell,
          );
          expect(lines(stdout)).toEqual(
            [
              ...['--region', 'r1', 'ses', 'send-email', '--from', 'me@x', '--return-path', 'back@x'],
              ...['--reply-to-addresses', 'a@x', 'b b@x', '--configuration-set-name', 'set'],
              ...['--to', 'x@y', '--subject', 'a b', '--text', 'T'],
            ].map((word) => `[${word}]`),
          );
          expect(status).toBe(0);
        }
      },
    ));

  it('takes what the connection lacks from the configuration', () =>
    withConnection(
      {
        record: { type: 'ses', reply_to: 'r@x' },
        environment: { LAVA_SES_FROM: 'f@x', LAVA_SES_REGION: 'r2', LAVA_SES_CONFIGURATION_SET: 's2' },
        programs: { aws },
      },
      async ({ run }) => {
        const { stdout } = await run({ args: ['--html=x'] });
        expect(lines(stdout).join(' ')).toBe(
          '[--region] [r2] [ses] [send-email] [--from] [f@x] [--reply-to-addresses] [r@x] [--configuration-set-name] [s2] [--html=x]',
        );
      },
    ));

  it('asks for no replies elsewhere when the list of addresses is empty', () =>
    withConnection({ ...connection({ reply_to: [] }), programs: { aws } }, async ({ run }) => {
      expect((await run({ args: ['--text=x'] })).stdout).not.toContain('--reply-to-addresses');
    }));

  it.each([
    ['plain\ntext', '--text'],
    ['<HTML lang="en">\n', '--html'],
    ['text with <html>', '--text'],
    ['', '--text'],
  ])('reads the body %j from stdin, in a file that nobody else can read', (input, kind) =>
    withConnection({ ...connection(), programs: { aws } }, async ({ run, described }) => {
      for (const shell of shells) {
        const { stdout, status } = await run({ args: ['--to', 'x@y'], input }, shell);
        expect(stdout).toContain(`[${kind}]\n[file://${described.directory}/message.`);
        expect(stdout.endsWith(`]\n${input}-rw-------\n`)).toBe(true);
        expect(status).toBe(0);
      }
    }),
  );

  it.each([[['--text', 'x']], [[]]])('case 93: ends with the status of aws, called with %j', (args) =>
    withConnection({ ...connection(), programs: { aws: 'exit 255' } }, async ({ run }) => {
      for (const shell of shells) expect(await run({ args }, shell)).toMatchObject({ status: 255 });
    }),
  );

  it('refuses options that it does not know', () =>
    withConnection({ ...connection(), programs: { aws } }, async ({ run }) => {
      expect(await run({ args: ['--to', 'x', '--source-arn', 'y'] })).toEqual({
        status: 1,
        stdout: '',
        stderr: 'Bad option: --source-arn\n',
      });
    }));

  it('keeps the region of lava where nobody names one', () =>
    withConnection({ ...connection(), programs: { aws } }, async ({ run }) => {
      expect(lines((await run({ args: ['--text=x'] })).stdout)[1]).toBe('[us-east-1]');
    }));

  it.each([
    [{ from: undefined }, 'No "from" for SES found'],
    [{ colour: 1 }, 'Unexpected keys: colour'],
    [{ reply_to: 5 }, 'reply_to must be a list'],
  ])('refuses the record %j', async (fields, message) => {
    expect((await failureOf(connection(fields))).message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });
});
