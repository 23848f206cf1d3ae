import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  type ConnectorSetup,
  failureOf,
  type StartOptions,
  shells,
  withConnection,
  type WrittenConnection,
} from '../../../support/connector-bench.js';

const url = 'https://hooks.slack.test/services/T0/B0/secret';
const connection = (fields = {}): ConnectorSetup => ({
  record: { type: 'slack', webhook_url: url, ...fields },
});

/** Notes where it is told to post to, and what; answers as the test says. */
const curl = `printf '%s\\n' "$*" >> "$FOLDER/calls"
while [ $# -gt 0 ]; do
  case $1 in
    --config) cat "$2" > "$FOLDER/config" ;;
    --data-binary) cat "\${2#@}" > "$FOLDER/message" ;;
    --output) printf '%s' "$ANSWER" > "$2" ;;
  esac
  shift
done
printf '%s' "\${STATUS:-200}"
exit "\${EXIT:-0}"`;

const gnuWget = `[ "$1" = --version ] && { echo 'GNU Wget 1.21.3 built on linux-gnu.'; exit; }
printf '%s\\n' "$*" >> "$FOLDER/calls"
for word; do case $word in
  --input-file=*) cat "\${word#*=}" > "$FOLDER/config" ;;
  --post-file=*) cat "\${word#*=}" > "$FOLDER/message" ;;
  --output-document=*) printf 'no_service' > "\${word#*=}" ;;
esac; done
exit "\${EXIT:-0}"`;

const smallWget = `[ "$1" = --version ] && { echo 'wget: unrecognized option' >&2; exit 1; }
while [ $# -gt 1 ]; do case $1 in --post-file) cat "$2" > "$FOLDER/message";; esac; shift; done
echo "$1" > "$FOLDER/config"
exit "\${EXIT:-0}"`;

const tools = Object.fromEntries(
  ['awk', 'tr', 'mktemp', 'rm', 'cat', 'head', 'cut', 'timeout'].map((name) => [
    name,
    `exec /usr/bin/${name} "$@"`,
  ]),
);

const posted = async (
  { run, read }: WrittenConnection,
  options: StartOptions,
  shell?: string,
): Promise<unknown> => {
  const ended = await run(options, shell);
  expect(ended).toEqual({ status: 0, stdout: '', stderr: '' });
  return JSON.parse(await read('message')) as unknown;
};

const withSlack = (fields: object, test: (written: WrittenConnection) => Promise<void>): Promise<void> =>
  withConnection({ ...connection(fields), programs: { curl } }, test);

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('a connection of type slack', () => {
  it('posts blocks: the preamble, the subject, the body and the sender', () =>
    withSlack({ from: 'lava "x"', preamble: '<!here>' }, async (written) => {
      for (const shell of shells)
        expect(
          await posted(written, { args: ['-s', "it's done"], input: 'one\n\ttwo \\ "three"\n' }, shell),
        ).toEqual({
          text: "it's done",
          blocks: [
            section('<!here>'),
            section("*it's done*"),
            section('one\n\ttwo \\ "three"'),
            { type: 'context', elements: [{ type: 'mrkdwn', text: 'lava "x"' }] },
          ],
        });
    }));

  it('posts an attachment with a coloured bar', () =>
    withSlack({ style: 'attachment', colour: '#00ff00', from: 'lava' }, async (written) => {
      for (const shell of shells)
        expect(
          await posted(
            written,
            { args: ['--subject=S', '--preamble', 'P', '--bar-colour', 'red'], input: 'b' },
            shell,
          ),
        ).toEqual({
          text: 'P',
          attachments: [
            { fallback: 'S', title: 'S', text: 'b', color: 'red', footer: 'lava', mrkdwn_in: ['text'] },
          ],
        });
    }));

  it('posts plain text', () =>
    withSlack({ style: 'plain', from: 'lava', preamble: 'P' }, async (written) => {
      for (const shell of shells)
        expect(await posted(written, { args: ['-sS', '--from', 'me'], input: 'b\nc' }, shell)).toEqual({
          text: 'P\n*S*\nb\nc\n_me_',
        });
    }));

  it('posts a body alone, from a file', () =>
    withSlack({ style: 'plain' }, async (written) => {
      const file = `${written.described.directory}/lava-slack`;
      expect(await posted(written, { args: ['--', file] })).toHaveProperty('text');
      expect(await posted(written, { args: ['-'], input: 'x' })).toEqual({ text: 'x' });
      const { status, stderr } = await written.run({ args: ['/none'] });
      expect(status).not.toBe(0);
      expect(stderr).toContain('/none');
    }));

  it('cuts what is too long for Slack, by characters and not by bytes', () =>
    withSlack({ style: 'plain' }, async (written) => {
      const input = 'ä🚀'.repeat(3000);
      const { text } = (await posted(written, { args: ['-s', 'é'.repeat(300)], input })) as { text: string };
      const [subject, body] = text.split('\n');
      expect(subject).toBe(`*${'é'.repeat(250)}*`);
      expect(body).toBe('ä🚀'.repeat(1500));
    }));

  it('makes JSON of any text', () =>
    withSlack({ style: 'plain' }, async (written) => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (noise) => {
          const body = `x${Buffer.from(noise).toString().replaceAll('\0', '')}y`;
          expect(await posted(written, { input: body })).toEqual({ text: body });
        }),
        { numRuns: 15 },
      );
    }));

  it.each([[''], [' \n\t\n']])('case 94: refuses the empty body %j', (input) =>
    withSlack({}, async ({ run }) => {
      for (const shell of shells)
        expect(await run({ input }, shell)).toEqual({
          status: 1,
          stdout: '',
          stderr: 'lava-slack: The message is empty\n',
        });
    }),
  );

  it('case 94: says what Slack answers, and fails', () =>
    withSlack({}, async ({ run }) => {
      for (const shell of shells)
        expect(
          await run({ input: 'x', environment: { STATUS: '500', ANSWER: 'no_service\nmore' } }, shell),
        ).toEqual({
          status: 1,
          stdout: '',
          stderr: 'lava-slack: Slack answered with status 500: no_service\n',
        });
    }));

  it('fails with the status of curl', () =>
    withSlack({}, async ({ run }) => {
      expect(await run({ input: 'x', environment: { EXIT: '28' } })).toMatchObject({ status: 28 });
    }));

  it('keeps the URL off the command line of curl, within ten seconds', () =>
    withSlack({}, async (written) => {
      await posted(written, { input: 'x' });
      expect(await written.read('config')).toBe(`url = "${url}"\n`);
      const calls = await written.read('calls');
      expect(calls).not.toContain('hooks');
      expect(calls).toContain('-q --globoff --silent --show-error --max-time 10');
    }));

  it('takes GNU wget where there is no curl, and keeps the URL off its command line', () =>
    withConnection(
      { ...connection({ style: 'plain' }), programs: { ...tools, wget: gnuWget }, isBare: true },
      async (written) => {
        expect(await posted(written, { input: 'x' })).toEqual({ text: 'x' });
        expect(await written.read('config')).toBe(`${url}\n`);
        expect(await written.read('calls')).not.toContain('hooks');
        expect(await written.run({ input: 'x', environment: { EXIT: '8' } })).toEqual({
          status: 1,
          stdout: '',
          stderr: 'lava-slack: Slack did not take the message (wget ended with status 8): no_service\n',
        });
      },
    ));

  it("takes busybox's wget where there is nothing else", () =>
    withConnection(
      { ...connection({ style: 'plain' }), programs: { ...tools, wget: smallWget }, isBare: true },
      async (written) => {
        expect(await posted(written, { input: 'x' })).toEqual({ text: 'x' });
        expect(await written.read('config')).toBe(`${url}\n`);
        expect(await written.run({ input: 'x', environment: { EXIT: '1' } })).toMatchObject({ status: 1 });
      },
    ));

  it('says that it needs curl or wget', () =>
    withConnection({ ...connection(), programs: tools, isBare: true }, async ({ run }) => {
      expect(await run({ input: 'x' })).toEqual({
        status: 127,
        stdout: '',
        stderr: 'Connection c1: the image has neither curl nor wget, and this connection needs one of them\n',
      });
    }));

  it.each([
    [['--nope'], 'Bad option: --nope'],
    [['--style', 'fancy'], 'Unknown style: fancy'],
    [['--subject'], '--subject needs a value'],
    [['a', 'b'], 'There may be one file'],
    [['a', '--', 'b'], 'There may be one file'],
    [['--', 'a', 'b'], 'There may be one file'],
  ])('refuses the arguments %j', (args, message) =>
    withSlack({}, async ({ run }) => {
      expect(await run({ args, input: 'x' })).toEqual({
        status: 2,
        stdout: '',
        stderr: `lava-slack: ${message}\n`,
      });
    }),
  );

  it.each([
    [{ webhook_url: undefined }, 'Missing keys: webhook_url'],
    [{ webhook_url: 'ftp://secret' }, 'webhook_url must be an http or https URL'],
    [{ webhook_url: 'https://x/"secret' }, 'webhook_url must be an http or https URL'],
    [{ style: 'fancy' }, 'style must be one of block, attachment, plain'],
    [{ color: 'red' }, 'Unexpected keys: color'],
  ])('refuses the record %j', async (fields, message) => {
    const failure = await failureOf(connection(fields));
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
    expect(failure.message).not.toContain('secret');
  });

  it('never prints the URL, and takes its type in any case', () =>
    withSlack({ type: 'Slack' }, async ({ described }) => {
      expect(described.description.executable).toBe('lava-slack');
      expect(JSON.stringify(described)).not.toContain('hooks');
      await Promise.resolve();
    }));
});
