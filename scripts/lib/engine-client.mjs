import { URLSearchParams } from 'node:url';
import { request } from 'node:http';

/**
 * A minimal client of the Docker Engine API, for machines that have no docker command.
 * @typedef {object} EngineClient
 * @property {string} server  as DOCKER_HOST names it
 * @property {(call: EngineCall) => Promise<EngineReply>} send
 *
 * @typedef {object} EngineCall
 * @property {'GET' | 'POST' | 'PUT' | 'DELETE'} method
 * @property {string} path
 * @property {Record<string, string>} [query]
 * @property {Record<string, string>} [headers]
 * @property {unknown} [json]  sent as the body
 * @property {Buffer} [body]
 * @property {number} [timeoutMs]  for the whole call, 60 s by default
 *
 * @typedef {object} EngineReply
 * @property {number} status
 * @property {Buffer} body
 */

/**
 * @param {string} server  unix:///path or tcp://host:port
 * @returns {import('node:http').RequestOptions}
 */
export function connectionOptions(server) {
  if (server.startsWith('unix://')) return { socketPath: server.slice('unix://'.length) };
  const { hostname, port } = new URL(server.replace(/^tcp:/, 'http:'));
  return { host: hostname, port: port || '2375' };
}

/**
 * @param {string} server  unix:///path or tcp://host:port
 * @returns {EngineClient}
 */
export function engineClient(server) {
  const connection = connectionOptions(server);
  return { server, send: (call) => send(connection, call) };
}

/**
 * @param {import('node:http').RequestOptions} connection
 * @param {EngineCall} call
 * @returns {Promise<EngineReply>}
 */
function send(connection, { method, path, query = {}, headers = {}, json, body, timeoutMs = 60_000 }) {
  const content = json === undefined ? body : Buffer.from(JSON.stringify(json));
  const search = new URLSearchParams(query).toString();
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const fail = (/** @type {Error} */ error) => {
      reject(signal.aborted ? new Error(`it does not answer within ${timeoutMs / 1000} s`) : error);
    };
    const call = request(
      {
        ...connection,
        method,
        path: search ? `${path}?${search}` : path,
        headers: {
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(content === undefined ? {} : { 'Content-Length': content.length }),
          ...headers,
        },
        signal,
      },
      (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
        });
      },
    );
    call.once('error', fail);
    call.end(content);
  });
}

/**
 * Makes a call that must succeed.
 * @param {EngineClient} engine
 * @param {EngineCall} call
 * @returns {Promise<Buffer>}
 */
export async function callEngine(engine, call) {
  const { status, body } = await engine.send(call);
  if (status >= 200 && status < 300) return body;
  throw new Error(
    `The engine answered ${call.method} ${call.path} with ${status}: ${body.toString().trim()}`,
  );
}

/**
 * Makes a call that answers with one JSON value.
 * @param {EngineClient} engine
 * @param {EngineCall} call
 * @returns {Promise<any>}
 */
export async function askEngine(engine, call) {
  return JSON.parse((await callEngine(engine, call)).toString());
}

/**
 * Makes a call that reports its progress as lines of JSON. Such a call can fail after it was answered with 200.
 * @param {EngineClient} engine
 * @param {EngineCall} call
 * @returns {Promise<Record<string, unknown>[]>}
 */
export async function followEngine(engine, call) {
  const lines = (await callEngine(engine, call)).toString().split('\n').filter(Boolean);
  const progress = lines.map((line) => /** @type {Record<string, unknown>} */ (JSON.parse(line)));
  const failure = progress.find((step) => step['error'] !== undefined);
  if (failure)
    throw new Error(`The engine failed in ${call.method} ${call.path}: ${String(failure['error'])}`);
  return progress;
}

/**
 * Why an engine cannot be used, or nothing if it answers.
 * @param {EngineClient} engine
 * @param {{ timeoutMs?: number }} [bounds]
 * @returns {Promise<string | undefined>}
 */
export async function whyNotAnswering(engine, { timeoutMs = 5_000 } = {}) {
  try {
    const { status } = await engine.send({ method: 'GET', path: '/_ping', timeoutMs });
    return status === 200 ? undefined : `it answers with status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
