import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { containerOf, environmentOf, errorOf, failureOf, resultOf } from '../../support/run-results.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const { registry } = engineUnderTest();

describeCases('the result of a docker job', [], ({ bench }) => {
  it('case 1: output and exit status 0 make a success, with the log under the key of the realm', () =>
    bench(async ({ run, engine, objects }) => {
      const ended = await run({ parameters: { command: '/bin/sh -c "printf x"' } });
      const output = `s3://b/tmp/demo/d/${ended.runId}/logs`;
      expect(resultOf(ended)).toMatchObject({ exit_status: 0, output, error: null });
      expect(ended.log).toBe('x');
      expect([...objects.objects.values()]).toMatchObject([
        { contentType: 'text/plain; charset=utf-8', kmsKeyId: 'alias/k', size: 1 },
      ]);
      const [pull] = engine.requestsTo('POST', /^\/images\/create$/);
      expect(pull?.query.get('fromImage')).toBe(`${registry}/img`);
      expect(pull?.query.get('tag')).toBe('1');
    }));

  it('case 1: the words of the command are the Cmd of the container, and it has no Entrypoint', () =>
    bench(async ({ run }) => {
      const ended = await run();
      resultOf(ended);
      expect(containerOf(ended).Config).toMatchObject({ Cmd: ['/bin/sh', '-c', 'date'], Entrypoint: null });
    }));

  it('case 2: no output and exit status 0 make a success without an upload', () =>
    bench(async ({ run, objects }) => {
      const ended = await run({ parameters: { command: 'true' } });
      const { details, ...result } = resultOf(ended);
      expect(result).toEqual({ exit_status: 0, error: null });
      expect(details).toMatchObject({ log: { bytes: 0, complete: true } });
      expect(objects.objects.size).toBe(0);
    }));

  it.each([undefined, null, ''])(
    'case 3: with the s3_key %s the log has no key of its own, and LAVA_S3_KEY is unset',
    (s3_key) =>
      bench({ realm: { s3_key } }, async ({ run, objects }) => {
        const ended = await run({ parameters: { command: 'env' } });
        resultOf(ended);
        expect([...objects.objects.values()]).toHaveLength(1);
        expect([...objects.objects.values()][0]).not.toHaveProperty('kmsKeyId');
        expect(ended.log).not.toContain('LAVA_S3_KEY');
        expect(environmentOf(ended)).not.toHaveProperty('LAVA_S3_KEY');
      }),
  );

  it('case 4: a container that exits with 3 after some output fails the job, and its log is stored', () =>
    bench(async ({ run }) => {
      const ended = await run({ parameters: { command: `sh -c "echo out; echo err >&2; exit 3"` } });
      const output = `s3://b/tmp/demo/d/${ended.runId}/logs`;
      expect(failureOf(ended)).toMatchObject({
        error: 'Failed with exit status 3',
        exit_status: 3,
        error_data: { exit_status: 3, output, outcome: 'exited' },
      });
      expect(errorOf(ended)._tag).toBe('ExitStatusError');
      expect(ended.log?.split('\n').sort()).toEqual(['', 'err', 'out']);
      // That it has been removed is looked at after every test.
      expect(containerOf(ended).State).toMatchObject({ Status: 'exited', ExitCode: 3 });
    }));
});
