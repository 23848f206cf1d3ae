import { homedir } from 'node:os';
import { isDebianRoot } from './debian-packages.mjs';
import { engineClient, whyNotAnswering } from './engine-client.mjs';
import { engineCandidates } from './engine-settings.mjs';
import { ensurePrivateEngine } from './private-engine.mjs';
import { SetupError } from './setup-error.mjs';

/** @import { EngineClient } from './engine-client.mjs' */

/**
 * Finds an engine that answers, or starts one.
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} say
 * @returns {Promise<EngineClient>}
 */
export async function findEngine(env, say) {
  for (const { from, server, problem } of engineCandidates(env, homedir())) {
    const reason = problem ?? (server && (await whyUnusable(server)));
    if (server !== undefined && reason === undefined) {
      say(`Using the Docker engine of ${from}: ${server}`);
      return engineClient(server);
    }
    say(`Not using the Docker engine of ${from}${server ? ` (${server})` : ''}: ${reason}.`);
  }
  return ownEngine(say);
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<EngineClient>}
 */
async function ownEngine(say) {
  if (!isDebianRoot()) {
    throw new SetupError(
      'No Docker engine answers: install Docker (https://docs.docker.com/get-started/get-docker/) and start it. ' +
        '(On Debian as root this command does so itself.)',
    );
  }
  const { server, started } = await ensurePrivateEngine(say);
  say(`Using the private Docker engine${started ? '' : ', which was up already'}: ${server}`);
  say('It stays up for the next command; npm run engine:down stops and removes it.');
  return engineClient(server);
}

/** @param {string} server */
function whyUnusable(server) {
  return whyNotAnswering(engineClient(server));
}
