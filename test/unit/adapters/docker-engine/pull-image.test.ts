import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import type { PullProgress } from '../../../../src/job/job-event.js';
import { Secret } from '../../../../src/job/secret.js';
import type { PullRequest } from '../../../../src/ports/container-engine.js';
import { left, never, right, withEngine } from './connected.js';
import { withDockerConfig } from './docker-config.js';
import { json, silenceAfterHeaders, text, type Answer } from './scripted-engine.js';

const create = 'POST /images/create';
const inspection = 'GET /images/reg.io/tool:1/json';
const image = { Id: 'sha256:aa', RepoDigests: ['reg.io/tool@sha256:bb'] };

const lines = (...values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\r\n`).join('');

const done = { status: 'Status: Downloaded newer image for reg.io/tool:1' };

const aPull = (over: Partial<PullRequest> = {}): PullRequest => ({
  image: { repository: 'reg.io/tool', tag: '1' },
  login: O.none,
  onProgress: () => undefined,
  ...over,
});

const authOf = (header: unknown): unknown => {
  expect(typeof header).toBe('string');
  const value = String(header);
  // Padded, and of the URL's alphabet: the engine ignores anything else without a word.
  expect(value.length % 4).toBe(0);
  expect(value).not.toMatch(/[+/]/);
  return JSON.parse(Buffer.from(value, 'base64url').toString());
};

describe('a pull', () => {
  it('gives the image that the engine then has', async () => {
    await withEngine(
      { [create]: text(200, lines(done)), [inspection]: json(200, image) },
      async (engine, scripted) => {
        expect(await right(engine.pullImage(aPull(), { signal: never() }))).toEqual({
          id: 'sha256:aa',
          repositoryDigests: ['reg.io/tool@sha256:bb'],
        });
        const [request] = scripted.seen(create);
        expect(Object.fromEntries(request?.query ?? [])).toEqual({ fromImage: 'reg.io/tool', tag: '1' });
        expect(request?.headers['x-registry-auth']).toBeUndefined();
      },
    );
  });

  it.each([
    [{ User: 'app:staff' }, 'app:staff'],
    [{ User: '' }, ''],
    [{}, ''],
    [null, undefined],
  ])('tells the user of the image: %j', async (config, user) => {
    const answers = {
      [create]: text(200, lines(done)),
      [inspection]: json(200, { ...image, Config: config }),
    };
    await withEngine(answers, async (engine) => {
      expect((await right(engine.pullImage(aPull(), { signal: never() }))).user).toBe(user);
    });
  });

  it('asks for the digest rather than the tag where both are given', async () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const path = `GET /images/reg.io/tool@sha256:${'ab'.repeat(32)}/json`;
    await withEngine(
      { [create]: text(200, lines(done)), [path]: json(200, image) },
      async (engine, scripted) => {
        await right(
          engine.pullImage(aPull({ image: { repository: 'reg.io/tool', tag: '1', digest } }), {
            signal: never(),
          }),
        );
        expect(scripted.seen(create)[0]?.query.get('tag')).toBe(digest);
      },
    );
  });

  it.each([
    [{ repository: 'reg.io/tool' }],
    [{ repository: 'reg.io/tool', tag: '' }],
    [{ repository: '', tag: '1' }],
    [{ repository: 'reg.io/../tool', tag: '1' }],
  ])('without a name, tag or digest is never made: %j', async (name) => {
    await withEngine({}, async (engine, scripted) => {
      const error = await left(engine.pullImage(aPull({ image: name }), { signal: never() }));
      expect(error).toMatchObject({ _tag: 'PullFailed', details: { reason: 'bad-reference' } });
      expect(scripted.seen(create)).toEqual([]);
    });
  });

  it('tells its progress', async () => {
    const progress: PullProgress[] = [];
    const body = lines({ status: 'Downloading', id: 'ab', progressDetail: { current: 1, total: 2 } }, done);
    await withEngine({ [create]: text(200, body), [inspection]: json(200, image) }, async (engine) => {
      const onProgress = (step: PullProgress): void => {
        progress.push(step);
      };
      await right(engine.pullImage(aPull({ onProgress }), { signal: never() }));
      expect(progress).toEqual([
        { status: 'Downloading', layer: 'ab', currentBytes: 1, totalBytes: 2 },
        { status: done.status },
      ]);
    });
  });

  it('that fails inside the stream fails, although an older image of that name is there', async () => {
    const body = lines({ errorDetail: { message: 'write /x: no space left on device' }, error: 'x' });
    await withEngine({ [create]: text(200, body), [inspection]: json(200, image) }, async (engine) => {
      const error = await left(engine.pullImage(aPull(), { signal: never() }));
      expect(error).toMatchObject({
        _tag: 'PullFailed',
        message: 'write /x: no space left on device',
        details: { reason: 'disk-full' },
      });
    });
  });

  it('whose error is the last line, without a line feed, fails', async () => {
    const body = `${lines({ status: 'Pulling' })}{"error":"toomanyrequests: slow down"}`;
    await withEngine({ [create]: text(200, body), [inspection]: json(200, image) }, async (engine) => {
      const error = await left(engine.pullImage(aPull(), { signal: never() }));
      expect(error).toMatchObject({ details: { reason: 'rate-limited' }, retryable: true });
    });
  });

  it('that ends without a final status fails', async () => {
    const body = lines({ status: 'Download complete', id: 'ab' });
    await withEngine({ [create]: text(200, body), [inspection]: json(200, image) }, async (engine) => {
      expect(await left(engine.pullImage(aPull(), { signal: never() }))).toMatchObject({
        _tag: 'PullFailed',
        details: { reason: 'other' },
      });
    });
  });

  it('whose stream is cut fails as Unavailable', async () => {
    const cut: Answer = (response) => {
      response.writeHead(200);
      response.write(lines(done), () => setImmediate(() => response.destroy()));
    };
    await withEngine({ [create]: cut, [inspection]: json(200, image) }, async (engine) => {
      expect(await left(engine.pullImage(aPull(), { signal: never() }))).toMatchObject({
        _tag: 'Unavailable',
        retryable: true,
      });
    });
  });

  it('can be aborted in the middle', async () => {
    const controller = new AbortController();
    await withEngine({ [create]: silenceAfterHeaders(lines({ status: 'Pulling' })) }, async (engine) => {
      const onProgress = (): void => {
        controller.abort();
      };
      const error = await left(engine.pullImage(aPull({ onProgress }), { signal: controller.signal }));
      expect(error._tag).toBe('Aborted');
    });
  });

  it('after which the engine has no such image fails', async () => {
    await withEngine({ [create]: text(200, lines(done)) }, async (engine) => {
      expect(await left(engine.pullImage(aPull(), { signal: never() }))).toMatchObject({
        _tag: 'PullFailed',
      });
    });
  });

  it('from Podman needs no final status', async () => {
    const version = json(200, { ApiVersion: '1.41', Components: [{ Name: 'Podman Engine' }] });
    const body = lines({ status: 'Download complete', progressDetail: {}, id: 'aa' });
    await withEngine(
      { 'GET /version': version, [create]: text(200, body), [inspection]: json(200, { Id: 'aa' }) },
      async (engine) => {
        expect(await right(engine.pullImage(aPull(), { signal: never() }))).toEqual({
          id: 'sha256:aa',
          repositoryDigests: [],
        });
      },
    );
  });
});

describe('the login of a pull', () => {
  const script = { [create]: text(200, lines(done)), [inspection]: json(200, image) };
  const login = { registry: 'reg.io', username: 'robot', password: new Secret('p/w?>~ü') };

  it('is sent with the pull and nothing else', async () => {
    await withEngine(script, async (engine, scripted) => {
      await right(engine.pullImage(aPull({ login: O.some(login) }), { signal: never() }));
      expect(authOf(scripted.seen(create)[0]?.headers['x-registry-auth'])).toEqual({
        username: 'robot',
        password: 'p/w?>~ü',
        serveraddress: 'reg.io',
      });
      const others = scripted.requests.filter(({ path }) => path !== '/images/create');
      expect(others.map(({ headers }) => headers['x-registry-auth'])).toEqual([undefined, undefined]);
      expect(scripted.requests.some(({ url }) => url.includes('robot'))).toBe(false);
    });
  });

  it('serves again for a second pull', async () => {
    await withEngine(script, async (engine, scripted) => {
      const pull = aPull({ login: O.some(login) });
      await right(engine.pullImage(pull, { signal: never() }));
      await right(engine.pullImage(pull, { signal: never() }));
      const [first, second] = scripted.seen(create).map(({ headers }) => headers['x-registry-auth']);
      expect(second).toBe(first);
    });
  });

  it.each(['other.io', 'reg.io:5000', 'evil-reg.io'])('for %s is not sent to reg.io', async (registry) => {
    await withEngine(script, async (engine, scripted) => {
      await right(engine.pullImage(aPull({ login: O.some({ ...login, registry }) }), { signal: never() }));
      expect(scripted.seen(create)[0]?.headers['x-registry-auth']).toBeUndefined();
    });
  });

  it('comes from the client configuration where the pull brings none', async () => {
    const auths = { 'https://reg.io/v2/': { auth: Buffer.from('ann:pass:word').toString('base64') } };
    await withDockerConfig({ auths }, async (environment) => {
      await withEngine(
        script,
        async (engine, scripted) => {
          await right(engine.pullImage(aPull(), { signal: never() }));
          expect(authOf(scripted.seen(create)[0]?.headers['x-registry-auth'])).toEqual({
            username: 'ann',
            password: 'pass:word',
            serveraddress: 'reg.io',
          });
        },
        { options: { environment } },
      );
    });
  });
});
