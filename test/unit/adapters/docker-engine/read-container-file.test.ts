import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { tarArchive } from '../../../../scripts/lib/tar.mjs';
import type { Container } from '../../../../src/ports/container.js';
import { left, never, right, theContainer, withEngine } from './connected.js';
import {
  type Answer,
  cutAfterHeaders,
  inspected,
  json,
  type ScriptedEngine,
  silenceAfterHeaders,
  text,
} from './scripted-engine.js';

const archive = 'GET /containers/c1/archive';
const gone = json(404, { message: 'No such container: c1' });

const entry = (content: string): Buffer =>
  tarArchive([{ path: 'passwd', type: 'file', content: Buffer.from(content) }]);

/** What the engine says of a path, and the archive of it. */
const answered =
  (stat: unknown, body: string | Uint8Array): Answer =>
  (response) => {
    response.setHeader('X-Docker-Container-Path-Stat', Buffer.from(JSON.stringify(stat)).toString('base64'));
    text(200, body)(response, {} as never);
  };
const file = (content: string): Answer => answered({ mode: 0o644, size: content.length }, entry(content));
/** Go's bit of a symbolic link; see `fs.FileMode`. */
const link = (linkTarget: string): Answer => answered({ mode: 0o777 + 2 ** 27, size: 7, linkTarget }, 'x');

const withFile = (
  answers: Answer | readonly Answer[],
  test: (container: Container, scripted: ScriptedEngine) => Promise<void>,
  timeoutMs?: number,
): Promise<void> =>
  withEngine(
    {
      'GET /containers/job/json': inspected({}),
      'GET /containers/c1/json': inspected({}),
      [archive]: answers,
    },
    async (engine, scripted) => {
      await test(await theContainer(engine), scripted);
    },
    timeoutMs === undefined ? {} : { endpoint: { timeoutMs } },
  );

const read = async (container: Container, path = '/etc/passwd'): Promise<string | undefined> => {
  const found = await right(container.readFile(path, { signal: never() }));
  return O.isSome(found) ? Buffer.from(found.value).toString() : undefined;
};

describe('a file of a container', () => {
  it('is the first one of the archive that the engine gives for its path', () =>
    withFile(file('root:x:0'), async (container, scripted) => {
      expect(await read(container, '/etc/a b&c')).toBe('root:x:0');
      expect(scripted.seen(archive)[0]?.query.get('path')).toBe('/etc/a b&c');
    }));

  it('is found behind a link, by the target that the engine gives', () =>
    withFile([link('/usr/etc/passwd'), file('linked')], async (container, scripted) => {
      expect(await read(container)).toBe('linked');
      expect(scripted.seen(archive).map(({ query }) => query.get('path'))).toEqual([
        '/etc/passwd',
        '/usr/etc/passwd',
      ]);
    }));

  it.each([
    ['a link that leads nowhere', link('')],
    ['links that never end', link('/etc/passwd')],
    ['a directory', answered({ mode: 0o755 + 2 ** 31, size: 4096 }, entry('x'))],
    ['a device', answered({ mode: 0o644 + 2 ** 26 + 2 ** 21, size: 0 }, entry('x'))],
    ['no such path', json(404, { message: 'Could not find the file /etc/passwd in container c1' })],
  ])('is none for %s', (_, answer) =>
    withFile(answer, async (container) => {
      expect(await read(container)).toBeUndefined();
    }),
  );

  it.each([
    ['without its header', text(200, entry('x'))],
    [
      'with a header that is no JSON',
      ((response) => {
        response.setHeader('X-Docker-Container-Path-Stat', '%%%');
        text(200, entry('x'))(response, {} as never);
      }) satisfies Answer,
    ],
    ['whose header lacks a member', answered({ mode: 1 }, entry('x'))],
    ['that is no archive', answered({ mode: 0o644, size: 1 }, 'x'.repeat(600))],
    ['without a file', answered({ mode: 0o644, size: 1 }, Buffer.alloc(1024))],
    ['that is cut inside', answered({ mode: 0o644, size: 2000 }, entry('x'.repeat(2000)).subarray(0, 1000))],
  ])('is not taken from an answer %s', (_, answer) =>
    withFile(answer, async (container) => {
      const error = await left(container.readFile('/etc/passwd', { signal: never() }));
      expect(error.code).toBe('engine.bad-reply');
    }),
  );

  it('is refused, and not read, when it is large', () =>
    withFile(answered({ mode: 0o644, size: 2 ** 40 }, entry('x')), async (container) => {
      const error = await left(container.readFile('/etc/passwd', { signal: never() }));
      expect(error).toMatchObject({ _tag: 'EngineRefused', details: { status: 413 } });
    }));

  it('is not found in a container that is gone', () =>
    withEngine(
      {
        'GET /containers/job/json': inspected({}),
        'GET /containers/c1/json': gone,
        [archive]: gone,
      },
      async (engine) => {
        const container = await theContainer(engine);
        expect(await left(container.readFile('/etc/passwd', { signal: never() }))).toMatchObject({
          _tag: 'EngineRefused',
          message: 'No such container: c1',
        });
      },
    ));

  it('is given up when the connection breaks', () =>
    withFile(cutAfterHeaders(), async (container) => {
      expect((await left(container.readFile('/etc/passwd', { signal: never() })))._tag).toBe('Unavailable');
    }));

  it('is given up when the engine takes too long', () =>
    withFile(
      (response, request) => {
        response.setHeader(
          'X-Docker-Container-Path-Stat',
          Buffer.from(JSON.stringify({ mode: 0o644, size: 1 })).toString('base64'),
        );
        silenceAfterHeaders()(response, request);
      },
      async (container) => {
        const error = await left(container.readFile('/etc/passwd', { signal: never() }));
        expect(error.code).toBe('engine.timeout');
      },
      200,
    ));
});
