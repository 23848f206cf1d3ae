import { readdir, readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { type HttpListener, startHttpListener } from '../../support/http-listener.js';
import type { Bench } from '../../support/job-bench.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

const clients = [
  { client: 'curl', image: 'curl-client:1', packages: ['curl'] },
  { client: 'GNU wget', image: 'wget-client:1', packages: ['wget'] },
  { client: "busybox's wget", image: 'img:1', packages: [] },
];

const images = clients
  .filter(({ packages }) => packages.length > 0)
  .map(({ image, packages }) => ({ names: [image], packages, links: { 'bin/sh': 'busybox' } }));

/** The command lines of all processes of this machine, those in containers included. */
const commandLines = async (): Promise<string> => {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => ''));
  return (await Promise.all(lines)).join('\n');
};

describeCases('connections of type slack', images, ({ bench }) => {
  let slack: HttpListener;
  let seen = '';
  const secret = 'B0000secret0000';
  beforeAll(async () => {
    slack = await startHttpListener(async ({ body, path }) => {
      seen = await commandLines();
      if (!path.endsWith(secret)) return { status: 404, text: 'no_team' };
      return body.includes('fail') ? { status: 500, text: 'no_service' } : { status: 200, text: 'ok' };
    });
  });
  afterAll(() => slack.close());

  describe.each(clients)('with $client', ({ client, image }) => {
    const withSlack = (
      test: (own: Bench, script: (text: string) => Readonly<Record<string, unknown>>) => Promise<void>,
    ) => {
      const webhook_url = `${slack.url}/services/T0/${secret}`;
      const record = { type: 'Slack', enabled: true, webhook_url, from: 'lava', style: 'plain' };
      return bench({ options: { pullPolicy: 'if-missing' }, connections: { c1: record } }, (own) =>
        test(own, (script) => ({
          payload: image,
          parameters: {
            command: 'sh -c {{vars.script}}',
            // One stream, so that its lines stay in order.
            vars: { script: `exec 2>&1\n${script}` },
            connections: { slack: 'c1' },
            host_config: { network_mode: 'host' },
          },
        })),
      );
    };

    it('post a message', () =>
      withSlack(async (own, job) => {
        const ended = await own.run(job(`printf 'üne\\n"two"\\n' | "$LAVA_CONN_SLACK" -s "it's" --from me`));
        resultOf(ended);
        expect(ended.log).toBeUndefined();
        expect(slack.received.at(-1)).toMatchObject({
          method: 'POST',
          type: 'application/json',
        });
        expect(JSON.parse(slack.received.at(-1)?.body ?? '')).toEqual({ text: `*it's*\nüne\n"two"\n_me_` });
        expect(seen).toContain('lava-slack');
        // Its wget takes the URL from nowhere else than its command line: the documented exception.
        expect(seen.includes(secret)).toBe(client === "busybox's wget");
        expectNowhere([secret], own, ended);
      }));

    it('case 94: fail, with the reason on stderr, when Slack does not take the message', () =>
      withSlack(async (own, job) => {
        const ended = await own.run(
          job('echo fail | "$LAVA_CONN_SLACK" > "$LAVA_TMP/stdout"; echo $?; cat stdout'),
        );
        resultOf(ended);
        expect(ended.log).toMatch(/(?:500|no_service)[\s\S]*\n[1-9]\d*\n$/);
        expectNowhere([secret], own, ended);
      }));

    it('case 94: refuse an empty message, and post nothing', () =>
      withSlack(async (own, job) => {
        const before = slack.received.length;
        const ended = await own.run(job('"$LAVA_CONN_SLACK" -s subject < /dev/null'));
        expect(errorOf(ended).message).toBe('Failed with exit status 1');
        expect(ended.log).toBe('lava-slack: The message is empty\n');
        expect(slack.received.length).toBe(before);
      }));
  });
});
