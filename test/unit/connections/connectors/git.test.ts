import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { failureOf, shells, showArguments, withConnection } from '../../../support/connector-bench.js';

const connection = (ssh_options?: readonly string[]) => ({
  record: { type: 'git', ssh_key: '/k', ...(ssh_options === undefined ? {} : { ssh_options }) },
  secrets: { '/k': 'one,two' },
});

/** What git does with a repository over ssh: it gives the command to a shell, with more words. */
const git = `echo "$GIT_CONFIG_NOSYSTEM $GIT_TERMINAL_PROMPT $GIT_SSH_VARIANT"
sh -c "$GIT_SSH_COMMAND \\"\\$@\\"" ssh host "git-upload-pack 'repo'"
for argument; do printf '<%s>\\n' "$argument"; done`;

describe('a connection of type git', () => {
  it('gives ssh each option as one argument, and git the rest', () => {
    const options = ['ProxyCommand=nc -x p %h %p', "SendEnv=it's", 'a="b" $HOME \\ !'];
    return withConnection(
      { ...connection(options), programs: { git, ssh: showArguments } },
      async ({ run, described }) => {
        const words = [
          ...[...options, 'IdentitiesOnly=yes'].flatMap((option) => ['-o', option]),
          '-i',
          `${described.directory}/ssh.pem`,
        ];
        for (const shell of shells) {
          const { stdout, status } = await run({ args: ['clone', 'a b'] }, shell);
          expect(stdout).toBe(
            [
              '1 0 ssh',
              ...[...words, 'host', "git-upload-pack 'repo'"].map((word) => `[${word}]`),
              '<clone>',
              '<a b>',
              '',
            ].join('\n'),
          );
          expect(status).toBe(0);
        }
      },
    );
  });

  it('keeps any option whole', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), { minLength: 1, maxLength: 5 }),
        (options) =>
          withConnection(
            { ...connection(options), programs: { git, ssh: showArguments } },
            async ({ run }) => {
              const { stdout } = await run();
              expect(stdout).toContain(options.map((option) => `[-o]\n[${option}]\n`).join(''));
            },
          ),
      ),
      { numRuns: 20 },
    ));

  it('names ssh when the image lacks it', () =>
    withConnection({ ...connection(), programs: { git }, isBare: true }, async ({ run }) => {
      expect(await run()).toMatchObject({
        status: 127,
        stderr: 'Connection c1: the image has no ssh, which this connection needs\n',
      });
    }));

  it('needs a key', async () => {
    expect((await failureOf({ record: { type: 'git' } })).message).toContain('Missing keys: ssh_key');
  });
});
