import { connect } from 'node:net';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { endWithoutMemory, outOfMemoryScript } from '../../support/out-of-memory.js';
import { engineUnderTest } from './engine-under-test.js';
import { calm, left, newSpec, right, run, some, startUntilReady, withRealEngine } from './real-engine.js';

/** Asks the engine directly for what the port does not offer. */
const askEngine = (method: string, path: string, body = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port, pathname } = new URL(engineUnderTest().server);
    const socket = protocol === 'unix:' ? connect(pathname) : connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.once('end', () => {
      resolve(answer);
    });
    socket.once('error', reject);
    const head = `Host: engine\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.write(`${method} /v1.41${path} HTTP/1.1\r\n${head}\r\n\r\n${body}`);
  });

describe('a start that fails', () => {
  it.each([
    [127, { command: ['no-such-program'] }, /executable file not found/],
    [127, { command: ['/no/such/program'] }, /no such file or directory/],
    [126, { command: ['/tmp'] }, /permission denied/],
    [128, { user: 'nobody-of-that-name' }, /unable to find user/],
    [128, { hostname: 'x'.repeat(70) }, /sethostname/],
    [128, { networkDisabled: false, hostConfig: { NetworkMode: 'no-such-network' } }, /not found/],
  ])('has exit status %d and the words of the engine: %j', async (exitStatus, over, message) => {
    await withRealEngine(async ({ create }) => {
      const container = await create('true', over);
      const error = await left(container.start(calm()));
      expect(error).toMatchObject({ _tag: 'StartFailed', details: { exitStatus } });
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('HTTP code');
      expect(await right(container.wait(calm()))).toMatchObject({ state: { exitStatus } });
    });
  });
});

describe('the end of a container', () => {
  it('shows that memory ran out', async () => {
    await withRealEngine(async ({ create }) => {
      const hostConfig = { Memory: 16 * 2 ** 20, MemorySwap: 16 * 2 ** 20 };
      const container = await create(outOfMemoryScript, { hostConfig });
      await right(container.start(calm()));
      await endWithoutMemory(container.name);
      await right(container.wait(calm()));
      expect(some(await right(container.inspect(calm())))).toMatchObject({ outOfMemory: true });
    });
  });

  it('is seen by a wait that began before the start', async () => {
    await withRealEngine(async ({ create }) => {
      const container = await create('exit 5');
      const waiting = right(container.wait(calm()));
      await right(container.start(calm()));
      expect(await waiting).toMatchObject({ _tag: 'ended', state: { exitStatus: 5 } });
    });
  });

  it('that is a removal by somebody else is told apart', async () => {
    await withRealEngine(async ({ create, engine }) => {
      const container = await create('echo ready; sleep 1000');
      (await startUntilReady(container)).close();
      const waiting = right(container.wait(calm()));
      await right(some(await right(engine.findContainer(container.id, calm()))).remove(calm()));
      const end = await waiting;
      // The wait may see the kill or find the container gone.
      expect(end._tag === 'vanished' || end.state.exitStatus === 137).toBe(true);
      expect(await right(container.wait(calm()))).toEqual({ _tag: 'vanished' });
    });
  });

  it.each([0, 1000])('comes to a paused container, with a grace of %d ms', async (graceMs) => {
    await withRealEngine(async ({ create }) => {
      const container = await create('echo ready; sleep 1000');
      (await startUntilReady(container)).close();
      await askEngine('POST', `/containers/${container.id}/pause`);
      expect(some(await right(container.inspect(calm()))).status).toBe('paused');
      await right(container.stop({ ...calm(), graceMs }));
      expect(some(await right(container.inspect(calm()))).status).toBe('exited');
    });
  });

  it('comes although its output is not read', async () => {
    await withRealEngine(async ({ create }) => {
      const container = await create('while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done');
      const output = await right(container.attach(calm()));
      await right(container.start(calm()));
      const stopping = right(container.stop({ ...calm(), graceMs: 1000 }));
      output.close();
      await stopping;
      expect(some(await right(container.inspect(calm()))).status).toBe('exited');
    });
  });
});

describe('a container', () => {
  it('leaves nothing when its creation is aborted at any moment', async () => {
    await withRealEngine(async ({ engine, image }) => {
      for (let delay = 0; delay < 30; delay += 3) {
        const spec = newSpec(image, 'true');
        const controller = new AbortController();
        const creating = left(engine.createContainer(spec, { signal: controller.signal }));
        setTimeout(() => {
          controller.abort();
        }, delay);
        const outcome = await creating.catch(() => undefined);
        const found = await right(engine.findContainer(spec.name, calm()));
        if (outcome === undefined) await right(some(found).remove(calm()));
        else expect([outcome._tag, O.isNone(found)]).toEqual(['Aborted', true]);
      }
    });
  });

  it('whose log driver cannot be read says so', async () => {
    await withRealEngine(async ({ engine, image }) => {
      const name = newSpec(image, '').name;
      const body = { Image: image.id, Cmd: ['true'], HostConfig: { LogConfig: { Type: 'none' } } };
      await askEngine('POST', `/containers/create?name=${name}`, JSON.stringify(body));
      const container = some(await right(engine.findContainer(name, calm())));
      try {
        await right(container.start(calm()));
        await right(container.wait(calm()));
        expect(await left(container.readLog(calm()))).toMatchObject({ _tag: 'LogUnreadable' });
      } finally {
        await right(container.remove(calm()));
      }
    });
  });

  it('with a terminal gives its output as it is', async () => {
    await withRealEngine(async ({ engine, image }) => {
      const name = newSpec(image, '').name;
      const body = { Image: image.id, Cmd: ['echo', '42'], Tty: true };
      await askEngine('POST', `/containers/create?name=${name}`, JSON.stringify(body));
      const container = some(await right(engine.findContainer(name, calm())));
      try {
        expect((await run(container)).stdout.toString()).toBe('42\r\n');
      } finally {
        await right(container.remove(calm()));
      }
    });
  });
});
