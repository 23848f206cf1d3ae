import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import type { Bench } from '../../support/job-bench.js';
import { containerOf, failureOf, resultOf } from '../../support/run-results.js';
import { imageIdOf } from '../../support/test-images.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const { registry } = engineUnderTest();

/** What the engine was asked to pull. */
const pulls = ({ engine }: Bench): readonly (string | null)[][] =>
  engine
    .requestsTo('POST', /^\/images\/create$/)
    .map(({ query }) => [query.get('fromImage'), query.get('tag')]);

describeCases(
  'the payload of a docker job',
  [{ names: ['a/b:latest', 'a/b:2'] }, { names: ['pinned/by-digest:1'] }],
  ({ bench }) => {
    it.each([
      ['img', 'img', 'latest'],
      [' img:1 ', 'img', '1'],
      [`${registry}/a/b`, 'a/b', 'latest'],
      [`${registry}/a/b:2`, 'a/b', '2'],
    ])('cases 5 to 8: the payload %j is the repository %s with the tag %s', (payload, repository, tag) =>
      bench(async (made) => {
        const ended = await made.run({ payload, parameters: { command: 'true' } });
        expect(resultOf(ended)).toMatchObject({ exit_status: 0 });
        expect(pulls(made)).toEqual([[`${registry}/${repository}`, tag]]);
        expect(containerOf(ended).Image).toBe(await imageIdOf(`${registry}/${repository}:${tag}`));
      }),
    );

    it('case 9: a payload with a digest is pulled by it, and not again when the engine has it', () =>
      bench(async (made) => {
        const digest = await digestInRegistry('pinned/by-digest', '1');
        expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
        const job = { payload: `pinned/by-digest@${digest}`, parameters: { command: 'true' } };
        const reference = `${registry}/pinned/by-digest@${digest}`;

        const first = await made.run(job);
        expect(resultOf(first).details).toMatchObject({ image: { reference, digests: [reference] } });
        expect(pulls(made)).toEqual([[`${registry}/pinned/by-digest`, digest]]);
        expect(containerOf(first).Image).toBe(await imageIdOf(reference));

        const second = await made.run(job);
        expect(pulls(made)).toHaveLength(1);
        expect(containerOf(second).Image).toBe(containerOf(first).Image);
      }));

    it.each([[''], [':x'], ['a:'], ['a b'], [null], [['img']], ['A/B'], [{}], [7]])(
      'case 10: the payload %j is refused before the engine is called or a secret is read',
      (payload) =>
        bench(async ({ run, engine, secrets, connections }) => {
          expect(failureOf(await run({ payload }))).toEqual({
            error: expect.stringMatching(/^Bad payload: /) as string,
            error_data: null,
          });
          expect(engine.requests).toEqual([]);
          expect(secrets.lookups).toEqual([]);
          expect(connections.lookups).toEqual([]);
        }),
    );
  },
);

/** The digest of an image, as the registry has it. */
const digestInRegistry = async (repository: string, tag: string): Promise<string> => {
  const { username, password } = engineUnderTest();
  const reply = await fetch(`http://${registry}/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: {
      Accept: 'application/vnd.docker.distribution.manifest.v2+json',
      Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
  });
  return reply.headers.get('docker-content-digest') ?? '';
};
