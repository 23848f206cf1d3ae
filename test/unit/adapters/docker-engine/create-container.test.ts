import { describe, expect, it } from 'vitest';

import { createBody } from '../../../../src/adapters/docker-engine/create-body.js';
import { aSpec, left, never, right, withEngine } from './connected.js';
import {
  cutAfterHeaders,
  cutBeforeHeaders,
  empty,
  inspected,
  json,
  silence,
  type Answer,
} from './scripted-engine.js';

const create = 'POST /containers/create';
const byName = 'GET /containers/job/json';
const remove = 'DELETE /containers/c1';
const leftover = inspected({ Status: 'created', StartedAt: '0001-01-01T00:00:00Z' });

describe('creating a container', () => {
  it('sends its name in the URL and everything else in the body', async () => {
    await withEngine({ [create]: json(201, { Id: 'c1', Warnings: [] }) }, async (engine, scripted) => {
      const spec = aSpec({ environment: { PASSWORD: 'hunter2' }, command: ['sh', '-c', 'true'] });
      const container = await right(engine.createContainer(spec, { signal: never() }));
      expect(container).toMatchObject({ id: 'c1', name: 'job' });
      const [request] = scripted.seen(create);
      expect(request?.url).toMatch(/\/containers\/create\?name=job$/);
      expect(JSON.parse(request?.body ?? '')).toMatchObject({
        Image: 'sha256:aa',
        Cmd: ['sh', '-c', 'true'],
        Env: ['PASSWORD=hunter2'],
      });
    });
  });

  it('tells the log of the warnings of the engine', async () => {
    const warnings: unknown[] = [];
    const ignore = (): void => undefined;
    const logger = {
      debug: ignore,
      info: ignore,
      error: ignore,
      warn: (_: string, fields?: Readonly<Record<string, unknown>>) => {
        warnings.push(fields);
      },
    };
    await withEngine(
      { [create]: json(201, { Id: 'c1', Warnings: ['Weight discarded'] }) },
      async (engine) => {
        await right(engine.createContainer(aSpec(), { signal: never() }));
        expect(warnings).toEqual([{ container: 'job', warning: 'Weight discarded' }]);
      },
      { options: { logger } },
    );
  });

  it('that the engine refuses removes nothing', async () => {
    const refuse = json(409, { message: 'The name "/job" is already in use' });
    await withEngine({ [create]: refuse, [byName]: leftover }, async (engine, scripted) => {
      expect(await left(engine.createContainer(aSpec(), { signal: never() }))).toMatchObject({
        _tag: 'EngineRefused',
        details: { status: 409 },
      });
      expect(scripted.seen(remove)).toEqual([]);
    });
  });

  it.each([
    ['whose answer is lost', cutBeforeHeaders],
    ['whose answer is cut', cutAfterHeaders()],
    ['that is not answered in time', silence],
    ['that is answered with nonsense', json(201, { id: 1 })],
  ])('%s removes the container that came of it', async (_, answer) => {
    await withEngine(
      { [create]: answer, [byName]: leftover, [remove]: empty(204) },
      async (engine, scripted) => {
        expect((await left(engine.createContainer(aSpec(), { signal: never() })))._tag).toBe('Unavailable');
        expect(scripted.seen(remove)).toHaveLength(1);
      },
      { endpoint: { timeoutMs: 300 } },
    );
  });

  it('removes a container that appears only after its answer was lost', async () => {
    await withEngine(
      { [create]: cutBeforeHeaders, [byName]: [empty(404), leftover], [remove]: empty(204) },
      async (engine, scripted) => {
        await left(engine.createContainer(aSpec(), { signal: never() }));
        expect(scripted.seen(remove)).toHaveLength(1);
      },
    );
  });

  it.each([
    ['has been started', inspected({ Status: 'running' })],
    ['has other labels', inspected({ Status: 'created', StartedAt: '0001-01-01T00:00:00Z' }, { Config: {} })],
    [
      'is of another image',
      inspected({ Status: 'created', StartedAt: '0001-01-01T00:00:00Z' }, { Image: 'sha256:bb' }),
    ],
  ])("leaves somebody else's container of that name alone: it %s", async (_, other) => {
    await withEngine({ [create]: cutBeforeHeaders, [byName]: other }, async (engine, scripted) => {
      await left(engine.createContainer(aSpec(), { signal: never() }));
      expect(scripted.seen(remove)).toEqual([]);
    });
  });

  it('that is aborted awaits the answer and removes the container', async () => {
    const controller = new AbortController();
    const answerAfterAbort: Answer = (response, request) => {
      controller.abort();
      setImmediate(() => {
        json(201, { Id: 'c1' })(response, request);
      });
    };
    await withEngine(
      { [create]: answerAfterAbort, [byName]: leftover, [remove]: empty(204) },
      async (engine, scripted) => {
        const error = await left(engine.createContainer(aSpec(), { signal: controller.signal }));
        expect(error._tag).toBe('Aborted');
        expect(scripted.seen(remove)).toHaveLength(1);
      },
    );
  });
});

describe('the body for a container', () => {
  const driver = { Type: 'local', Config: { 'max-size': '1b' } };

  it('has the spec in the words of the API', () => {
    const body = createBody(
      aSpec({
        command: ['a'],
        environment: { A: '1', B: '' },
        mounts: [{ source: '/src', target: '/dst', readOnly: true }],
        hostname: 'h',
        domainname: 'd',
        user: '1:2',
        workingDirectory: '/w',
        networkDisabled: true,
        exposedPorts: ['80/tcp'],
        hostConfig: { Memory: 1, NetworkMode: 'default' },
      }),
      driver,
    );
    expect(body).toEqual({
      Image: 'sha256:aa',
      Cmd: ['a'],
      Env: ['A=1', 'B='],
      Labels: { run: '1' },
      Hostname: 'h',
      Domainname: 'd',
      User: '1:2',
      WorkingDir: '/w',
      NetworkDisabled: true,
      ExposedPorts: { '80/tcp': {} },
      Tty: false,
      OpenStdin: false,
      StdinOnce: false,
      AttachStdin: false,
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        Memory: 1,
        NetworkMode: 'default',
        Mounts: [{ Type: 'bind', Source: '/src', Target: '/dst', ReadOnly: true }],
        LogConfig: driver,
      },
    });
  });

  it('leaves to the image what the spec does not say', () => {
    expect(Object.keys(createBody(aSpec(), driver))).not.toEqual(
      expect.arrayContaining(['Cmd', 'Hostname', 'Domainname', 'User', 'WorkingDir']),
    );
  });
});
