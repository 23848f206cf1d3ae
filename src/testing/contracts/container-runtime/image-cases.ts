import assert from 'node:assert/strict';

import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../../../job/secret.js';
import type { PullProgress } from '../../../job/job-event.js';
import type { EngineError, PullFailed, PullFailureReason } from '../../../ports/container-engine.js';
import { errorShowsNone } from '../hidden.js';
import {
  aborted,
  calm,
  type ContractCases,
  defineCases,
  failsWith,
  left,
  none,
  right,
  some,
  soon,
} from '../suite.js';
import { type ContainerRuntimeSubject, inScope, loginOf, pullOf } from './subject.js';

const failsToPull = (error: EngineError | PullFailed, reason: PullFailureReason): void => {
  assert.ok(error._tag === 'PullFailed', String(error));
  assert.equal(error.details.reason, reason, String(error));
};

export const imageCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'pulls an image with the right login and then has it, by name, digest and id': inScope(
    async ({ engine, subject }) => {
      const progress: PullProgress[] = [];
      const onProgress = (step: PullProgress): void => void progress.push(step);
      const pulled = await right(engine.pullImage(pullOf(subject, { onProgress }), calm()));
      assert.match(pulled.id, /^sha256:[0-9a-f]{64}$/, `Not the id of an image: ${pulled.id}`);
      assert.ok(progress.length > 0, 'No progress was reported');
      assert.ok(
        progress.every(({ status }) => status !== ''),
        'A step of progress has no status',
      );
      const [digested = ''] = pulled.repositoryDigests;
      assert.ok(
        digested.startsWith(`${subject.image.repository}@sha256:`),
        `Not a digest of the repository: ${digested}`,
      );
      const [repository = '', digest = ''] = digested.split('@');
      for (const name of [subject.image, { repository, digest }, { repository: pulled.id }])
        assert.equal(some(await right(engine.findImage(name, calm()))).id, pulled.id);
      const again = pullOf(subject, { image: { repository, digest } });
      assert.equal((await right(engine.pullImage(again, calm()))).id, pulled.id);
    },
  ),
  'does not pull without a login, also when the engine has the image': inScope(
    async ({ engine, subject }) => {
      await right(engine.pullImage(pullOf(subject), calm()));
      failsToPull(await left(engine.pullImage(pullOf(subject, { login: O.none }), calm())), 'refused');
    },
  ),
  'does not pull with a wrong password, and tells it nowhere': inScope(async ({ engine, subject }) => {
    const login = O.some({ ...loginOf(subject), password: new Secret('wrong-password') });
    const error = await left(engine.pullImage(pullOf(subject, { login }), calm()));
    failsToPull(error, 'refused');
    errorShowsNone(error, ['wrong-password']);
  }),
  'does not send a login to another registry': inScope(async ({ engine, subject }) => {
    const login = O.some({ ...loginOf(subject), registry: 'registry.invalid' });
    failsToPull(await left(engine.pullImage(pullOf(subject, { login }), calm())), 'refused');
  }),
  'tells a tag that does not exist from a refusal': inScope(async ({ engine, subject }) => {
    const image = { ...subject.image, tag: 'no-such-tag' };
    failsToPull(await left(engine.pullImage(pullOf(subject, { image }), calm())), 'not-found');
    none(await right(engine.findImage(image, calm())), 'an image');
  }),
  'pulls one image many times at once': inScope(async ({ engine, subject }) => {
    const pulls = Array.from({ length: 5 }, () => right(engine.pullImage(pullOf(subject), calm())));
    const ids = (await Promise.all(pulls)).map(({ id }) => id);
    assert.equal(new Set(ids).size, 1);
  }),
  'finds no image that it does not have': inScope(async ({ engine }) => {
    const image = { repository: 'registry.invalid/nothing', tag: '1' };
    none(await right(engine.findImage(image, calm())), 'an image');
  }),
  'gives up a pull when the signal is aborted before or meanwhile': inScope(async ({ engine, subject }) => {
    await failsWith('Aborted', engine.pullImage(pullOf(subject), aborted()), 'pullImage');
    await failsWith('Aborted', engine.findImage(subject.image, aborted()), 'findImage');
    const controller = new AbortController();
    const onProgress = (): void => {
      controller.abort();
    };
    await soon(
      failsWith('Aborted', engine.pullImage(pullOf(subject, { onProgress }), controller)),
      'pullImage',
    );
  }),
});
