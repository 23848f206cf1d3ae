import { afterAll, beforeAll, expect, it } from 'vitest';

import { s3Credentials, type S3Server, startS3Server } from '../../support/aws/s3-server.js';
import { describeCases } from '../../support/describe-cases.js';
import type { Bench } from '../../support/job-bench.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

const image = {
  names: ['sqlite3-aws:1'],
  packages: ['sqlite3', 'awscli', 'dash', 'bash'],
  // Debian's version has no variable for the address of the service.
  files: [
    { path: 'usr/local/bin/aws', text: '#!/bin/sh\nexec /usr/bin/aws --endpoint-url "$S3_URL" "$@"\n' },
  ],
  changes: ['ENV PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8'],
  links: { 'bin/sh': 'busybox' },
};

describeCases('connections of type sqlite3', [image], ({ bench }) => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3Server(['db']);
  });
  afterAll(() => s3.close());

  const withDatabase = (
    host: string,
    test: (own: Bench, job: (script: string) => Readonly<Record<string, unknown>>) => Promise<void>,
  ) =>
    bench(
      {
        options: { pullPolicy: 'if-missing' },
        realm: { s3_key: 'alias/the-key' },
        connections: { c1: { type: 'sqlite3', enabled: true, host, port: 0 } },
      },
      (own) =>
        test(own, (script) => ({
          payload: 'sqlite3-aws:1',
          parameters: {
            command: 'sh -c {{vars.script}}',
            // One stream, so that its lines stay in order.
            vars: { script: `exec 2>&1\n${script}` },
            connections: { db: 'c1' },
            host_config: { network_mode: 'host' },
            env: {
              S3_URL: s3.url,
              AWS_ACCESS_KEY_ID: s3Credentials.accessKeyId,
              AWS_SECRET_ACCESS_KEY: s3Credentials.secretAccessKey,
              AWS_DEFAULT_REGION: 'us-east-1',
              AWS_EC2_METADATA_DISABLED: 'true',
            },
          },
        })),
    );

  /** What has been asked of S3 since the last time. */
  const requests = (() => {
    let from = 0;
    return (): readonly string[] => {
      const made = s3.requests.slice(from).map(({ method }) => method);
      from = s3.requests.length;
      return made;
    };
  })();

  it('case 75: store a database of S3 again when a job has changed it, and only then', () =>
    withDatabase('s3://db/some data/x.db', async (own, job) => {
      resultOf(
        await own.run(
          job(`sqlite3 new.db 'create table t(a); insert into t values (1)' &&
            aws s3 cp --quiet new.db 's3://db/some data/x.db'`),
        ),
      );
      const first = s3.memory.find('db', 'some data/x.db');
      requests();

      const reading = await own.run(job('"$LAVA_CONN_DB" "select count(*) from t"; ls "${LAVA_CONN_DB%/*}"'));
      resultOf(reading);
      expect(reading.log).toBe('1\nsqlite3\n');
      expect(requests()).not.toContain('PUT');
      expect(s3.memory.find('db', 'some data/x.db')).toBe(first);

      const writing = await own.run(
        job('echo "insert into t values (2); select max(a) from t;" | "$LAVA_CONN_DB" -header'),
      );
      resultOf(writing);
      expect(writing.log).toBe('max(a)\n2\n');
      expect(requests().filter((method) => method === 'PUT')).toHaveLength(1);
      expect(s3.memory.find('db', 'some data/x.db')).not.toBe(first);
      expect(s3.memory.find('db', 'some data/x.db')?.metadata).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/the-key',
      });

      const failing = await own.run(job('"$LAVA_CONN_DB" "insert into t values (3); select * from nowhere"'));
      expect(errorOf(failing).message).toBe('Failed with exit status 1');
      expect(failing.log).toContain('no such table: nowhere');
      expect(requests()).not.toContain('PUT');

      const again = await own.run(
        job('bash "$LAVA_CONN_DB" "select sum(a) from t" && dash "$LAVA_CONN_DB" ".tables"'),
      );
      expect(again.log).toBe('3\nt\n');
      // The credentials are the job's own, given in its variables.
      expectNowhere(['the password of nobody'], own, again);
    }));

  it('fail when the object does not exist, and leave nothing', () =>
    withDatabase('s3://db/none.db', async (own, job) => {
      const ended = await own.run(
        job('"$LAVA_CONN_DB" "create table t(a)"; echo $?; ls "${LAVA_CONN_DB%/*}"'),
      );
      expect(ended.log).toMatch(/404[\s\S]*\n1\nsqlite3\n$/);
      expect(s3.memory.find('db', 'none.db')).toBeUndefined();
    }));

  it('open a file of the container', () =>
    withDatabase('/tmp/x y.db', async (own, job) => {
      const ended = await own.run(
        job('"$LAVA_CONN_DB" "create table t(a)"; "$LAVA_CONN_DB" "select * from no"; echo $?; ls /tmp/*.db'),
      );
      expect(ended.log).toMatch(/no such table: no\n1\n\/tmp\/x y\.db\n$/);
    }));
});
