import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { containerOf, environmentOf, failureOf, resultOf } from '../../support/run-results.js';

/** A home directory with a configuration of the docker client. */
const withHome = async (configuration: unknown, test: (home: string) => Promise<void>): Promise<void> => {
  const home = await mkdtemp(join(tmpdir(), 'lava-home-'));
  try {
    await mkdir(join(home, '.docker'));
    await writeFile(join(home, '.docker', 'config.json'), JSON.stringify(configuration));
    await test(home);
  } finally {
    await rm(home, { recursive: true });
  }
};

/** What the container itself says of its environment. */
const saidBy = (log: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (log ?? '')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

describeCases('the environment of a docker job', [], ({ bench }) => {
  it('case 21: the values of env are rendered, and the variables of lava win over them', () =>
    bench(async ({ start }) => {
      const running = start({
        parameters: { command: 'env', env: { A: '{{job.job_id}}', LAVA_REALM: 'zz', LAVA_TMP: '/x' } },
      });
      const ended = await running.ended;
      resultOf(ended);
      expect(saidBy(ended.log)).toMatchObject({
        A: 'demo/d',
        LAVA_REALM: 'dev',
        LAVA_TMP: running.temporaryDirectory,
      });
      expect(containerOf(ended).Config.Env.filter((entry) => entry.startsWith('LAVA_REALM='))).toHaveLength(
        1,
      );
    }));

  it('case 22: numbers and booleans in env are accepted as text', () =>
    bench(async ({ run }) => {
      const ended = await run({
        parameters: { command: 'env', env: { A: 5, B: true, C: 7n, D: 1.5, E: null } },
      });
      resultOf(ended);
      expect(saidBy(ended.log)).toMatchObject({ A: '5', B: 'True', C: '7', D: '1.5' });
      expect(saidBy(ended.log)).not.toHaveProperty('E');
    }));

  it('case 23: a bad template in env is refused with the name of its variable', () =>
    bench(async ({ run, engine }) => {
      expect(failureOf(await run({ parameters: { env: { A: '{% if' } } }))).toEqual({
        error: expect.stringMatching(/^Bad environment variable: A: /) as string,
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }));

  it('case 24: nothing of the environment of the worker is in the container', () =>
    bench(async ({ run }) => {
      const ended = await run(
        { parameters: { command: 'env' } },
        {
          environment: {
            LAVA_SECRET: '1',
            PATH: '/worker/bin',
            AWS_SECRET_ACCESS_KEY: 'k',
            HOME: '/worker/home',
          },
        },
      );
      resultOf(ended);
      const said = saidBy(ended.log);
      expect(said).not.toHaveProperty('LAVA_SECRET');
      expect(said).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
      expect(said['PATH']).toBe('/bin:/usr/bin:/sbin:/usr/sbin');
      expect(JSON.stringify(ended.container)).not.toContain('/worker/');
    }));

  it('case 24: a variable of the worker that the host allows is handed on', () =>
    bench({ options: { forwardEnvironment: ['LAVA_SITE'] } }, async ({ run }) => {
      const ended = await run(
        { parameters: { command: 'env' } },
        { environment: { LAVA_SITE: 'here', LAVA_SECRET: '1' } },
      );
      expect(saidBy(ended.log)).toMatchObject({ LAVA_SITE: 'here' });
      expect(saidBy(ended.log)).not.toHaveProperty('LAVA_SECRET');
    }));

  it('case 25: the documented variables are there with their exact values, and no others', () =>
    bench(async ({ start }) => {
      const running = start({ parameters: { command: 'env' } });
      const ended = await running.ended;
      resultOf(ended);
      const { runId, temporaryDirectory } = running;
      const documented = {
        LAVA_JOB_ID: 'demo/d',
        LAVA_OWNER: 'me',
        LAVA_REALM: 'dev',
        LAVA_RUN_ID: runId,
        LAVA_S3_KEY: 'alias/k',
        LAVA_S3_PAYLOAD: 's3://b/payloads/img:1',
        LAVA_S3_TMP: `s3://b/tmp/demo/d/${runId}`,
        LAVA_TMP: temporaryDirectory,
        LAVA_WORKER: 'core',
      };
      expect(saidBy(ended.log)).toMatchObject(documented);
      // The image's own variable is the only other.
      expect(environmentOf(ended)).toEqual({ ...documented, PATH: '/bin:/usr/bin:/sbin:/usr/sbin' });
      const container = containerOf(ended);
      expect(container.Mounts).toMatchObject([
        { Type: 'bind', Source: temporaryDirectory, Destination: temporaryDirectory, RW: true },
      ]);
      expect(container.Config.WorkingDir).toBe(temporaryDirectory);
      expect(container.Name).toMatch(/^\/lava-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(container.Config.Labels).toEqual({
        'lava.realm': 'dev',
        'lava.worker': 'core',
        'lava.owner': 'me',
        'lava.job_id': 'demo/d',
        'lava.run_id': runId,
      });
    }));

  it('case 85: the proxies of the docker client are in the environment, and those of the job win', () =>
    withHome(
      {
        proxies: {
          default: { httpProxy: 'http://p:1', httpsProxy: 'http://p:2', noProxy: 'a.test,b.test' },
        },
      },
      (homeDirectory) =>
        bench({ runtime: { homeDirectory } }, async ({ run }) => {
          const ended = await run({
            parameters: { command: 'env', env: { HTTPS_PROXY: 'http://own:3' } },
          });
          resultOf(ended);
          expect(saidBy(ended.log)).toMatchObject({
            HTTP_PROXY: 'http://p:1',
            http_proxy: 'http://p:1',
            HTTPS_PROXY: 'http://own:3',
            https_proxy: 'http://p:2',
            NO_PROXY: 'a.test,b.test',
            no_proxy: 'a.test,b.test',
          });
        }),
    ));
});
