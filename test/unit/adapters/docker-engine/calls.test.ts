import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { makeDockerEngineRuntime } from '../../../../src/adapters/docker-engine/index.js';
import { left, never, right, theContainer, withEngine } from './connected.js';
import {
  cutAfterHeaders,
  cutBeforeHeaders,
  inspected,
  json,
  ordinary,
  silence,
  silenceAfterHeaders,
  startScriptedEngine,
  text,
} from './scripted-engine.js';

const inspection = 'GET /containers/job/json';

describe('a short call', () => {
  it.each([
    ['before the headers', cutBeforeHeaders],
    ['after the headers', cutAfterHeaders()],
  ])('whose connection dies %s fails as Unavailable', async (_, answer) => {
    await withEngine({ [inspection]: answer }, async (engine) => {
      const error = await left(engine.findContainer('job', { signal: never() }));
      expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.unreachable', retryable: true });
    });
  });

  it.each([
    ['at all', silence],
    ['to its end', silenceAfterHeaders()],
  ])('that the engine does not answer %s fails after its limit', async (_, answer) => {
    await withEngine(
      { [inspection]: answer },
      async (engine) => {
        const error = await left(engine.findContainer('job', { signal: never() }));
        expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.timeout', retryable: true });
      },
      { endpoint: { timeoutMs: 50 } },
    );
  });

  it.each([
    ['before the headers', silence],
    ['after the headers', silenceAfterHeaders()],
  ])('can be aborted %s', async (_, answer) => {
    const controller = new AbortController();
    const abortSoon: typeof answer = (response, request) => {
      answer(response, request);
      setImmediate(() => {
        controller.abort(new Error('the reason of somebody else'));
      });
    };
    await withEngine({ [inspection]: abortSoon }, async (engine) => {
      const error = await left(engine.findContainer('job', { signal: controller.signal }));
      expect(error._tag).toBe('Aborted');
    });
  });

  it('is not made when its signal is aborted already', async () => {
    await withEngine({}, async (engine, scripted) => {
      const error = await left(engine.findContainer('job', { signal: AbortSignal.abort() }));
      expect(error._tag).toBe('Aborted');
      expect(scripted.seen(inspection)).toEqual([]);
    });
  });

  it('ends when the connection is closed', async () => {
    await withEngine({ [inspection]: silence }, async (engine) => {
      const call = left(engine.findContainer('job', { signal: never() }));
      await engine.close();
      expect(await call).toMatchObject({ _tag: 'Unavailable', code: 'engine.closed', retryable: false });
      expect(await left(engine.findContainer('job', { signal: never() }))).toMatchObject({
        code: 'engine.closed',
      });
    });
  });

  it('reports what the engine says, in its own words', async () => {
    await withEngine({ [inspection]: json(409, { message: 'name in use' }) }, async (engine) => {
      const error = await left(engine.findContainer('job', { signal: never() }));
      expect(error).toMatchObject({
        _tag: 'EngineRefused',
        message: 'name in use',
        details: { status: 409 },
      });
    });
  });

  it.each([
    ['no JSON', text(200, 'hello')],
    ['JSON of another form', json(200, { Id: 1 })],
    ['nothing', text(200, '')],
  ])('that is answered with %s fails as Unavailable', async (_, answer) => {
    await withEngine({ [inspection]: answer }, async (engine) => {
      const error = await left(engine.findContainer('job', { signal: never() }));
      expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.bad-reply' });
    });
  });

  it('that is redirected is an error, and harms nothing else', async () => {
    await withEngine(
      {
        [inspection]: [
          (response) => response.writeHead(301, { Location: 'http://127.0.0.1:1/' }).end(),
          inspected({}),
        ],
      },
      async (engine) => {
        expect((await left(engine.findContainer('job', { signal: never() })))._tag).toBe('Unavailable');
        expect(O.isSome(await right(engine.findContainer('job', { signal: never() })))).toBe(true);
      },
    );
  });

  it.each(['', '.', '..', 'a//b', '../images'])('is not made for the name %j', async (name) => {
    await withEngine({}, async (engine, scripted) => {
      expect(await right(engine.findContainer(name, { signal: never() }))).toEqual(O.none);
      expect(scripted.requests.map(({ path }) => path)).toEqual(['/version']);
    });
  });

  it('keeps what looks like a path or a query in its name', async () => {
    await withEngine({}, async (engine, scripted) => {
      await right(engine.findContainer('a?b#c d', { signal: never() }));
      expect(scripted.requests.at(-1)?.url).toMatch(/\/containers\/a%3Fb%23c%20d\/json\?$/);
    });
  });
});

describe('a connection', () => {
  it('asks for the version without one and uses the negotiated one from then on', async () => {
    await withEngine({ [inspection]: inspected({}) }, async (engine, scripted) => {
      await theContainer(engine);
      expect(scripted.requests.map(({ url }) => url.replace(/\?$/, ''))).toEqual([
        '/version',
        '/v1.41/containers/job/json',
      ]);
    });
  });

  it.each([
    ['too old', '1.39', '1.12', /too old.*1\.39/],
    ['too new', '1.60', '1.50', /too new.*1\.50/],
  ])('to an engine that is %s is refused', async (_, newest, oldest, message) => {
    const scripted = await startScriptedEngine({
      'GET /version': json(200, { ApiVersion: newest, MinAPIVersion: oldest }),
    });
    const endpoint = { server: scripted.server, tls: false };
    const error = await left(makeDockerEngineRuntime().connect(endpoint, { signal: never() }));
    await scripted.close();
    expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.api-version', retryable: false });
    expect(error.message).toMatch(message);
  });

  it('to nobody is Unavailable and may be tried again', async () => {
    const scripted = await startScriptedEngine({});
    await scripted.close();
    const endpoint = { server: scripted.server, tls: false };
    const error = await left(makeDockerEngineRuntime().connect(endpoint, { signal: never() }));
    expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.unreachable', retryable: true });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('to a TLS endpoint that speaks plain HTTP is not worth trying again', async () => {
    const scripted = await startScriptedEngine({});
    const endpoint = { server: scripted.server, tls: true };
    const error = await left(makeDockerEngineRuntime().connect(endpoint, { signal: never() }));
    await scripted.close();
    expect(error).toMatchObject({ _tag: 'Unavailable' });
  });

  it.each([
    ['names another engine', 'tcp://127.0.0.1:1'],
    ['cannot be understood', 'tcp://[nonsense'],
    ['asks for ssh', 'ssh://user@127.0.0.1'],
  ])('to an explicit server is made although DOCKER_HOST of the process %s', async (_, host) => {
    const before = process.env['DOCKER_HOST'];
    process.env['DOCKER_HOST'] = host;
    try {
      await withEngine({ [inspection]: inspected({}) }, async (engine) => {
        expect((await theContainer(engine)).id).toBe('c1');
      });
      expect(process.env['DOCKER_HOST']).toBe(host);
    } finally {
      if (before === undefined) delete process.env['DOCKER_HOST'];
      else process.env['DOCKER_HOST'] = before;
    }
  });

  it('sends the headers of the client configuration with every request', async () => {
    const { withDockerConfig } = await import('./docker-config.js');
    await withDockerConfig({ HttpHeaders: { 'X-Team': 'blue', Bad: 3 } }, async (environment) => {
      await withEngine(
        { [inspection]: inspected({}) },
        async (engine, scripted) => {
          await theContainer(engine);
          expect(scripted.requests.map(({ headers }) => headers['x-team'])).toEqual(['blue', 'blue']);
        },
        { options: { environment } },
      );
    });
  });

  it('leaves no socket open', async () => {
    await withEngine({ ...ordinary, [inspection]: inspected({}) }, async (engine, scripted) => {
      await theContainer(engine);
      expect(scripted.requests.every(({ headers }) => headers.connection === 'close')).toBe(true);
    });
  });
});

describe('an error', () => {
  it('never shows a credential, not even in its cause', async () => {
    const { Secret } = await import('../../../../src/job/secret.js');
    await withEngine({ 'POST /images/create': cutBeforeHeaders }, async (engine) => {
      const error = await left(
        engine.pullImage(
          {
            image: { repository: 'reg.io/tool', tag: '1' },
            login: O.some({ registry: 'reg.io', username: 'robot', password: new Secret('hunter2') }),
            onProgress: () => undefined,
          },
          { signal: never() },
        ),
      );
      const shown = inspect(error, { depth: null, showHidden: true });
      const header = Buffer.from('hunter2').toString('base64').slice(0, 8);
      expect(shown).not.toContain('hunter2');
      expect(shown).not.toContain(header);
    });
  });
});

describe('many calls at once', () => {
  it('leave no listener and cause no warning', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', onWarning);
    const signals = Array.from({ length: 64 }, never);
    await withEngine({ [inspection]: inspected({}) }, async (engine) => {
      await Promise.all(signals.map((signal) => right(engine.findContainer('job', { signal }))));
    });
    // Node reports warnings in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
    expect(signals.flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([]);
  });
});
