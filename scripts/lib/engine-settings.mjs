import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An engine that the user or the system may have set up.
 * @typedef {object} EngineCandidate
 * @property {string} from  what names it, for messages
 * @property {string} [server]  as DOCKER_HOST names it
 * @property {string} [problem]  why it cannot be used, known before it is asked
 */

/**
 * The engines to try, the first one first: the one that DOCKER_HOST names, else the one of the docker context, and
 * those at the usual places.
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home  the user's home folder
 * @returns {EngineCandidate[]}
 */
export function engineCandidates(env, home) {
  const named = env['DOCKER_HOST']
    ? [{ from: 'DOCKER_HOST', server: env['DOCKER_HOST'] }]
    : contextCandidates(env, home);
  const usual = ['/var/run/docker.sock', join(home, '.docker', 'run', 'docker.sock')]
    .filter((path) => existsSync(path))
    .map((path) => ({ from: 'the default socket', server: `unix://${path}` }));
  return [...named, ...usual].map(withProblem);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} home
 * @returns {EngineCandidate[]}
 */
function contextCandidates(env, home) {
  const folder = env['DOCKER_CONFIG'] || join(home, '.docker');
  const name = env['DOCKER_CONTEXT'] || readJson(join(folder, 'config.json'))?.currentContext;
  if (!name || name === 'default') return [];
  const from = `the docker context ${name}`;
  const id = createHash('sha256').update(name).digest('hex');
  const server = readJson(join(folder, 'contexts', 'meta', id, 'meta.json'))?.Endpoints?.docker?.Host;
  return [server ? { from, server } : { from, problem: 'it is not known' }];
}

/**
 * A job maps a folder of this machine into its container, and the registry listens on this machine's loopback.
 * @param {EngineCandidate} candidate
 * @returns {EngineCandidate}
 */
function withProblem(candidate) {
  const { server } = candidate;
  if (server === undefined || server.startsWith('unix:///')) return candidate;
  const isPlainLoopback = /^(tcp|http):\/\/(127\.\d+\.\d+\.\d+|localhost)(:\d+)?\/?$/.test(server);
  return isPlainLoopback ? candidate : { ...candidate, problem: 'it is not a local socket' };
}

/**
 * @param {string} path
 * @returns {any} undefined if there is no such file, or none that can be read
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
