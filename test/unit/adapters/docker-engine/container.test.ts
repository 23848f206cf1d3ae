import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import type { ContainerOutput } from '../../../../src/ports/container.js';
import { left, never, right, theContainer, withEngine, type ConnectedOptions } from './connected.js';
import {
  cutAfterHeaders,
  cutBeforeHeaders,
  empty,
  inspected,
  json,
  silence,
  silenceAfterHeaders,
  text,
  upgradeTo,
  type Answer,
  type Script,
  type UpgradeAnswer,
} from './scripted-engine.js';
import type { Container } from '../../../../src/ports/container.js';
import type { ScriptedEngine } from './scripted-engine.js';

const byName = 'GET /containers/job/json';
const byId = 'GET /containers/c1/json';
const exited = inspected({ Status: 'exited', ExitCode: 3 });
const created = inspected({ Status: 'created', StartedAt: '0001-01-01T00:00:00Z' });

const withContainer = (
  script: Script,
  test: (container: Container, scripted: ScriptedEngine) => Promise<void>,
  options?: ConnectedOptions,
): Promise<void> =>
  withEngine(
    { [byName]: inspected({}), ...script },
    async (engine, scripted) => test(await theContainer(engine), scripted),
    options,
  );

const frame = (stream: 1 | 2, payload: string): Buffer => {
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
};

const read = async (output: ContainerOutput): Promise<string> => {
  let all = '';
  for await (const { stream, bytes } of output) all += `${stream}:${Buffer.from(bytes).toString()};`;
  return all;
};

describe('a start', () => {
  const start = 'POST /containers/c1/start';

  it.each([204, 304])('answered with %d is a success', async (status) => {
    await withContainer({ [start]: empty(status) }, async (container) => {
      expect(await container.start({ signal: never() })()).toEqual(E.right(undefined));
    });
  });

  it.each([
    [127, 400, 'exec: "x": executable file not found in $PATH: unknown', 127],
    [126, 400, 'exec: "/": permission denied: unknown', 126],
    [128, 500, 'unable to find user nobody', 128],
    [128, 404, 'network other not found', 128],
    // Podman records nothing.
    [0, 500, 'crun: executable file `x` not found in $PATH: No such file or directory', 127],
    [0, 500, 'crun: open executable: Permission denied: OCI permission denied', 126],
    [0, 500, 'something else', 128],
  ])('that fails with status %d recorded and HTTP %d', async (recorded, status, message, expected) => {
    const failed = inspected({ Status: 'created', ExitCode: recorded, Error: message });
    await withContainer({ [start]: json(status, { message }), [byId]: failed }, async (container) => {
      expect(await left(container.start({ signal: never() }))).toMatchObject({
        _tag: 'StartFailed',
        message,
        details: { exitStatus: expected },
      });
    });
  });

  it('of a container that is gone is refused', async () => {
    await withContainer({ [start]: json(404, { message: 'No such container: c1' }) }, async (container) => {
      expect(await left(container.start({ signal: never() }))).toMatchObject({
        _tag: 'EngineRefused',
        details: { status: 404 },
      });
    });
  });

  it('whose answer is lost is a success when the program was started', async () => {
    await withContainer({ [start]: cutBeforeHeaders, [byId]: inspected({}) }, async (container) => {
      expect(await container.start({ signal: never() })()).toEqual(E.right(undefined));
    });
  });

  it('whose answer is lost is Unavailable when the program was not started', async () => {
    await withContainer({ [start]: cutBeforeHeaders, [byId]: created }, async (container) => {
      expect((await left(container.start({ signal: never() })))._tag).toBe('Unavailable');
    });
  });
});

describe('a wait', () => {
  const wait = 'POST /containers/c1/wait';

  it('gives the state that inspect shows, whatever the answer says', async () => {
    const script = { [wait]: json(200, { StatusCode: 0 }), [byId]: [inspected({}), exited] };
    await withContainer(script, async (container) => {
      expect(await right(container.wait({ signal: never() }))).toEqual({
        _tag: 'ended',
        state: { status: 'exited', exitStatus: 3, outOfMemory: false, error: '' },
      });
    });
  });

  it('goes on while inspect shows that the container runs, although the engine answers', async () => {
    const script = {
      [wait]: json(200, { StatusCode: -1 }),
      [byId]: [created, inspected({}), inspected({}), exited],
    };
    await withContainer(script, async (container, scripted) => {
      expect((await right(container.wait({ signal: never() })))._tag).toBe('ended');
      expect(scripted.seen(wait)).toHaveLength(3);
    });
  });

  it.each([
    ['before the headers', cutBeforeHeaders],
    ['after the headers', cutAfterHeaders()],
    ['by an engine that goes down', json(500, { message: 'shutting down' })],
    ['by a proxy', text(502, 'Bad Gateway')],
  ])('that is cut %s is taken up again', async (_, cut) => {
    const script = {
      [wait]: [cut, json(200, { StatusCode: 3 })],
      [byId]: [inspected({}), inspected({}), exited],
    };
    await withContainer(script, async (container, scripted) => {
      expect((await right(container.wait({ signal: never() })))._tag).toBe('ended');
      expect(scripted.seen(wait)).toHaveLength(2);
    });
  });

  it('gives Unavailable when the engine stays away', async () => {
    await withContainer(
      { [wait]: cutBeforeHeaders, [byId]: cutBeforeHeaders },
      async (container) => {
        expect(await left(container.wait({ signal: never() }))).toMatchObject({
          _tag: 'Unavailable',
          retryable: true,
        });
      },
      { options: { reconnectWindowMs: 200 } },
    );
  });

  it.each([
    ['before the headers', silence],
    ['after the headers', silenceAfterHeaders()],
  ])('can be aborted %s', async (_, quiet) => {
    const controller = new AbortController();
    const abortSoon: Answer = (response, request) => {
      quiet(response, request);
      setImmediate(() => {
        controller.abort();
      });
    };
    await withContainer({ [wait]: abortSoon, [byId]: inspected({}) }, async (container) => {
      expect((await left(container.wait({ signal: controller.signal })))._tag).toBe('Aborted');
    });
  });

  it('can be aborted while the engine is away', async () => {
    const controller = new AbortController();
    const abortSoon: Answer = (response, request) => {
      cutBeforeHeaders(response, request);
      setImmediate(() => {
        controller.abort();
      });
    };
    await withContainer({ [byId]: [cutBeforeHeaders, cutBeforeHeaders, abortSoon] }, async (container) => {
      expect((await left(container.wait({ signal: controller.signal })))._tag).toBe('Aborted');
    });
  });

  it('for a container that is gone says so', async () => {
    const script = { [wait]: json(404, { message: 'gone' }), [byId]: [inspected({}), json(404, {})] };
    await withContainer(script, async (container) => {
      expect(await right(container.wait({ signal: never() }))).toEqual({ _tag: 'vanished' });
    });
  });

  it('for a container whose start failed ends', async () => {
    const failed = inspected({ Status: 'created', ExitCode: 127, Error: 'not found' });
    await withContainer({ [byId]: failed }, async (container) => {
      expect(await right(container.wait({ signal: never() }))).toMatchObject({ state: { exitStatus: 127 } });
    });
  });

  it('ends when the connection is closed', async () => {
    await withEngine({ [byName]: inspected({}), [byId]: inspected({}), [wait]: silence }, async (engine) => {
      const container = await theContainer(engine);
      const waiting = left(container.wait({ signal: never() }));
      await engine.close();
      expect(await waiting).toMatchObject({ _tag: 'Unavailable', code: 'engine.closed' });
    });
  });
});

describe('a stop', () => {
  const stop = 'POST /containers/c1/stop';
  const kill = 'POST /containers/c1/kill';

  it.each([204, 304, 404, 409])('answered with %d is a success once inspect agrees', async (status) => {
    await withContainer({ [stop]: empty(status), [byId]: exited }, async (container, scripted) => {
      await right(container.stop({ signal: never(), graceMs: 1500 }));
      expect(scripted.seen(stop)[0]?.query.get('t')).toBe('2');
      expect(scripted.seen(kill)).toEqual([]);
    });
  });

  it('kills at once without a grace', async () => {
    await withContainer(
      { [kill]: empty(204), [byId]: [inspected({}), exited] },
      async (container, scripted) => {
        await right(container.stop({ signal: never(), graceMs: 0 }));
        expect(scripted.seen(stop)).toEqual([]);
      },
    );
  });

  it.each([
    ['does not answer', silence],
    ['fails', json(500, { message: 'cannot stop' })],
    ['claims to have stopped it', empty(204)],
  ])('kills a container that still runs when the engine %s', async (_, answer) => {
    await withContainer(
      { [stop]: answer, [kill]: empty(204), [byId]: [inspected({}), exited] },
      async (container, scripted) => {
        await right(container.stop({ signal: never(), graceMs: 1 }));
        expect(scripted.seen(kill).length).toBeGreaterThan(0);
      },
      { endpoint: { timeoutMs: 400 } },
    );
  });

  it('of a container that is gone is a success', async () => {
    await withContainer({ [stop]: json(404, { message: 'gone' }) }, async (container) => {
      expect(await container.stop({ signal: never(), graceMs: 1000 })()).toEqual(E.right(undefined));
    });
  });

  it('fails when the container runs on in spite of everything', async () => {
    await withContainer(
      { [stop]: empty(204), [kill]: empty(204), [byId]: inspected({}) },
      async (container) => {
        expect((await left(container.stop({ signal: never(), graceMs: 1000 })))._tag).toBe('Unavailable');
      },
      { endpoint: { timeoutMs: 100 } },
    );
  });
});

describe('a removal', () => {
  const remove = 'DELETE /containers/c1';

  it.each([204, 404])('answered with %d is a success', async (status) => {
    await withContainer({ [remove]: empty(status) }, async (container, scripted) => {
      await right(container.remove({ signal: never() }));
      expect(Object.fromEntries(scripted.seen(remove)[0]?.query ?? [])).toEqual({ force: '1', v: '1' });
    });
  });

  it('that somebody else has begun is a success once the container is gone', async () => {
    await withContainer(
      {
        [remove]: json(409, { message: 'removal of container c1 is already in progress' }),
        [byId]: [inspected({ Status: 'removing' }), empty(404)],
      },
      async (container, scripted) => {
        await right(container.remove({ signal: never() }));
        expect(scripted.seen(byId)).toHaveLength(2);
      },
    );
  });

  it('that the engine refuses fails', async () => {
    await withContainer({ [remove]: json(500, { message: 'busy' }) }, async (container) => {
      expect(await left(container.remove({ signal: never() }))).toMatchObject({ message: 'busy' });
    });
  });
});

describe('an inspection', () => {
  it('of a container that is gone is none', async () => {
    await withContainer({}, async (container) => {
      expect(await right(container.inspect({ signal: never() }))).toEqual(O.none);
    });
  });

  it.each([
    ['Running', 'running'],
    ['configured', 'created'],
    ['stopped', 'exited'],
    ['a-state-of-the-future', 'running'],
  ])('takes the status %s for %s', async (given, status) => {
    await withContainer({ [byId]: inspected({ Status: given }) }, async (container) => {
      expect(await right(container.inspect({ signal: never() }))).toEqual(
        O.some(expect.objectContaining({ status })),
      );
    });
  });
});

describe('an attach', () => {
  const attach = 'POST /containers/c1/attach';
  const pieces = [frame(1, 'out'), frame(2, 'err').subarray(0, 5), frame(2, 'err').subarray(5)];

  const attached = (
    then: 'end' | 'reset' | 'stay',
    test: (container: Container) => Promise<void>,
    script: Script = {},
  ): Promise<void> =>
    withContainer({ [byId]: created, ...script }, test, { upgrades: { [attach]: upgradeTo(pieces, then) } });

  it('gives what the container writes until it ends', async () => {
    await attached('end', async (container) => {
      expect(await read(await right(container.attach({ signal: never() })))).toBe('stdout:out;stderr:err;');
    });
  });

  it('ends without an error when the connection breaks', async () => {
    await attached('reset', async (container) => {
      expect(await read(await right(container.attach({ signal: never() })))).toBe('stdout:out;stderr:err;');
    });
  });

  it('harms nothing when the connection breaks before it is read', async () => {
    let onBroken = (): void => undefined;
    const broken = new Promise<void>((resolve) => {
      onBroken = resolve;
    });
    const breakSoon: UpgradeAnswer = (socket, request) => {
      socket.once('close', onBroken);
      upgradeTo(pieces, 'reset')(socket, request);
    };
    await withContainer(
      { [byId]: created },
      async (container) => {
        const output = await right(container.attach({ signal: never() }));
        await broken;
        expect(await read(output)).toMatch(/^(stdout:out;)?(stderr:err;)?$/);
      },
      { upgrades: { [attach]: breakSoon } },
    );
  });

  it('ends when it is closed, as often as one likes', async () => {
    await attached('stay', async (container) => {
      const output = await right(container.attach({ signal: never() }));
      let seen = 0;
      for await (const chunk of output) {
        seen += chunk.bytes.length;
        if (seen === 6) output.close();
      }
      output.close();
      expect(seen).toBe(6);
    });
  });

  it('goes on when the signal of its opening is aborted, until it is closed', async () => {
    const controller = new AbortController();
    await attached('stay', async (container) => {
      const output = await right(container.attach({ signal: controller.signal }));
      controller.abort();
      let seen = 0;
      for await (const chunk of output) {
        seen += chunk.bytes.length;
        if (seen === 6) output.close();
      }
      expect(seen).toBe(6);
    });
  });

  it('to a container that has ended gives no endless output', async () => {
    await attached(
      'stay',
      async (container) => {
        await read(await right(container.attach({ signal: never() })));
      },
      { [byId]: exited },
    );
  });

  it('reads a terminal as it is', async () => {
    await attached(
      'end',
      async (container) => {
        const output = await read(await right(container.attach({ signal: never() })));
        expect(output.replaceAll(';stdout:', '')).toContain('\u0001\0\0\0\0\0\0\u0003out');
      },
      { [byId]: inspected({}, { Config: { Tty: true } }) },
    );
  });

  it('to a container that is gone is refused', async () => {
    await withContainer(
      { [byId]: created },
      async (container) => {
        expect(await left(container.attach({ signal: never() }))).toMatchObject({
          _tag: 'EngineRefused',
          message: 'No such container: c1',
          details: { status: 404 },
        });
      },
      {
        upgrades: {
          [attach]: (socket) => {
            // The engine answers without upgrading the connection.
            const body = JSON.stringify({ message: 'No such container: c1' });
            socket.end(
              `HTTP/1.1 404 Not Found\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
            );
          },
        },
      },
    );
  });

  it('whose connection dies at once fails as Unavailable', async () => {
    await withContainer(
      { [byId]: created },
      async (container) => {
        expect((await left(container.attach({ signal: never() })))._tag).toBe('Unavailable');
      },
      {
        upgrades: {
          [attach]: (socket) => {
            socket.destroy();
          },
        },
      },
    );
  });
});

describe('the log of the engine', () => {
  const logs = 'GET /containers/c1/logs';

  it('is read from its beginning to its present end', async () => {
    const body = Buffer.concat([frame(1, 'a\n'), frame(2, 'b\n')]);
    await withContainer({ [logs]: text(200, body) }, async (container, scripted) => {
      expect(await read(await right(container.readLog({ signal: never() })))).toBe('stdout:a\n;stderr:b\n;');
      expect(Object.fromEntries(scripted.seen(logs)[0]?.query ?? [])).toEqual({
        stdout: '1',
        stderr: '1',
        follow: '0',
        tail: 'all',
      });
    });
  });

  it('is not taken for JSON', async () => {
    const terminal = inspected({}, { Config: { Tty: true } });
    await withContainer({ [byName]: terminal, [logs]: text(200, '42') }, async (container) => {
      expect(await read(await right(container.readLog({ signal: never() })))).toBe('stdout:42;');
    });
  });

  it.each([
    [501, 'configured logging driver does not support reading'],
    [500, 'configured logging driver does not support reading'],
  ])('that cannot be read is told apart (%d)', async (status, message) => {
    await withContainer({ [logs]: json(status, { message }) }, async (container) => {
      expect(await left(container.readLog({ signal: never() }))).toMatchObject({
        _tag: 'LogUnreadable',
        message,
      });
    });
  });

  it('that is cut ends without an error', async () => {
    const cut: Answer = (response) => {
      response.writeHead(200);
      response.write(frame(1, 'half').subarray(0, 10), () => setImmediate(() => response.destroy()));
    };
    await withContainer({ [logs]: cut }, async (container) => {
      expect(await read(await right(container.readLog({ signal: never() })))).toBe('stdout:ha;');
    });
  });
});
