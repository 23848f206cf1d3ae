import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  askEngine,
  connectionOptions,
  engineClient,
  followEngine,
  whyNotAnswering,
  type EngineClient,
} from '../../../scripts/lib/engine-client.mjs';
import { temporaryFolder } from './temporary-folder.js';

async function engineThat(answers: RequestListener): Promise<EngineClient> {
  const socket = join(temporaryFolder(), 'docker.sock');
  const server = createServer(answers).listen(socket);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return engineClient(`unix://${socket}`);
}

describe('the client of the engine', () => {
  it('sends the query, and JSON as the body', async () => {
    const engine = await engineThat((request, response) => {
      request.on('data', (body: Buffer) => {
        response.end(JSON.stringify({ url: request.url, body: body.toString() }));
      });
    });
    const call = { method: 'POST', path: '/x', query: { a: 'b c' }, json: { d: 1 } } as const;
    expect(await askEngine(engine, call)).toEqual({ url: '/x?a=b+c', body: '{"d":1}' });
  });

  it('shows what the engine answers to a bad call', async () => {
    const engine = await engineThat((_, response) =>
      response.writeHead(404).end('{"message":"No such image"}'),
    );
    await expect(askEngine(engine, { method: 'GET', path: '/x' })).rejects.toThrow(
      'The engine answered GET /x with 404: {"message":"No such image"}',
    );
  });

  it('finds the failure in a progress report that was answered with 200', async () => {
    const engine = await engineThat((_, response) => {
      response.end('{"status":"Pulling"}\r\n{"errorDetail":{"message":"denied"},"error":"denied"}\r\n');
    });
    await expect(followEngine(engine, { method: 'POST', path: '/x' })).rejects.toThrow('denied');
  });

  it('says why an engine does not answer', async () => {
    const nobody = engineClient(`unix://${join(temporaryFolder(), 'docker.sock')}`);
    expect(await whyNotAnswering(nobody)).toContain('ENOENT');
    const broken = await engineThat((_, response) => response.writeHead(500).end());
    expect(await whyNotAnswering(broken)).toBe('it answers with status 500');
    const silent = await engineThat(() => undefined);
    expect(await whyNotAnswering(silent, { timeoutMs: 50 })).toBe('it does not answer within 0.05 s');
  });

  it('says nothing of an engine that answers', async () => {
    expect(await whyNotAnswering(await engineThat((_, response) => response.end('OK')))).toBeUndefined();
  });

  it.each([
    ['unix:///run/docker.sock', { socketPath: '/run/docker.sock' }],
    ['tcp://127.0.0.1:2376', { host: '127.0.0.1', port: '2376' }],
    ['tcp://localhost', { host: 'localhost', port: '2375' }],
  ])('reaches %s', (server, options) => {
    expect(connectionOptions(server)).toEqual(options);
  });
});
