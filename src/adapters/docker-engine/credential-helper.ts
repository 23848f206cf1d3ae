import { spawn } from 'node:child_process';

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { withDeadline } from './deadline.js';
import { throwIfAborted } from './deadline.js';
import type { Settings } from './options.js';

/** A login that a credential helper gave. The user name `<token>` marks an identity token. */
export interface HelperLogin {
  readonly username: string;
  readonly secret: string;
}

/** A question to a credential helper. */
export interface HelperQuestion {
  /** Its name in the client configuration: `ecr-login` for `docker-credential-ecr-login`. */
  readonly helper: string;
  /** The registry as the helper knows it. */
  readonly server: string;
  readonly settings: Settings;
}

const Answer = t.type({ Username: t.string, Secret: t.string });

/** Helpers ask cloud services, so they may take a while; the docker command line waits without limit. */
const helperLimitMs = 30_000;

/** More than any login needs. */
const outputLimit = 1_000_000;

/**
 * Asks `docker-credential-NAME get`. A helper that fails must not stop the pull of a public image: it counts as having
 * no login, and the log says that it failed.
 * @returns `undefined` where the helper has no login for the server, or failed
 * @throws `Aborted`
 */
export const askCredentialHelper = async (
  question: HelperQuestion,
  signal: AbortSignal,
): Promise<HelperLogin | undefined> => {
  const { helper, server, settings } = question;
  try {
    const what = `docker-credential-${helper} get`;
    const output = await withDeadline({ signal, limitMs: helperLimitMs, what }, (limited) =>
      runHelper(question, limited),
    );
    return output === undefined ? undefined : parseAnswer(output);
  } catch (error) {
    throwIfAborted(signal);
    settings.logger.warn('A docker credential helper failed; the pull goes on without it', {
      helper,
      server,
      problem: error instanceof Error ? error.message : 'unknown',
    });
    return undefined;
  }
};

const runHelper = (
  { helper, server, settings }: HelperQuestion,
  signal: AbortSignal,
): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    if (!/^[\w.-]+$/.test(helper)) throw new Error('its name is not the name of a program');
    const child = spawn(`docker-credential-${helper}`, ['get'], {
      env: { ...settings.environment },
      stdio: ['pipe', 'pipe', 'ignore'],
      signal,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > outputLimit) child.kill('SIGKILL');
    });
    child.once('error', () => {
      reject(signal.aborted ? new Error('it took too long') : new Error('it cannot be run'));
    });
    child.once('close', (status) => {
      if (status === 0) resolve(output);
      // The text by which Docker's helper library says that it has no such login.
      else if (output.includes('credentials not found in native keychain')) resolve(undefined);
      else reject(new Error(`it ended with status ${status ?? 'none'}`));
    });
    // A helper that ends without reading is told by its status, not by a broken pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(server);
  });

const parseAnswer = (output: string): HelperLogin | undefined => {
  const answer = Answer.decode(parseJson(output));
  if (E.isLeft(answer)) throw new Error('its answer is not what helpers answer');
  const { Username: username, Secret: secret } = answer.right;
  return username === '' && secret === '' ? undefined : { username, secret };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not rethrown: the message would quote the secret.
    return undefined;
  }
};
