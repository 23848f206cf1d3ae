import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { inspect } from 'node:util';

import type { EngineAddress } from './engine-address.js';
import { makeSshAgent } from './ssh-agent.js';

/**
 * The agent that opens connections to an engine. Each call has a connection of its own, which ends with it: no call can
 * meet a connection that died while idle, after a restart of the engine, and nothing is left to be freed.
 */
export const agentFor = (
  address: EngineAddress,
  environment: Readonly<Record<string, string | undefined>>,
): Agent => unprintable(makeAgent(address, environment));

/** Keeps keys, and the headers of requests under way, out of what docker-modem prints with `DEBUG=modem`. */
const unprintable = (agent: Agent): Agent =>
  Object.defineProperty(agent, inspect.custom, { value: () => '[agent]' });

const makeAgent = (
  address: EngineAddress,
  environment: Readonly<Record<string, string | undefined>>,
): Agent => {
  if (address.kind === 'ssh') return makeSshAgent(address, environment);
  if (address.kind === 'socket') return new Agent({ keepAlive: false });
  if (address.tls === undefined) return probing(new Agent({ keepAlive: false }));
  const { ca, cert, key, verify } = address.tls;
  return probing(new TlsAgent({ keepAlive: false, ca, cert, key, rejectUnauthorized: verify }));
};

/** When the other side has been silent for so long, the system begins to ask whether it is still there. In ms. */
const probeAfterMs = 30_000;

/** What makes connections for an agent; its types do not show it. */
interface ConnectionMaker {
  createConnection: (...args: readonly unknown[]) => Socket;
}

/**
 * Has the system probe an agent's connections, so that a stream whose other side is gone without a word (an attach, a
 * pull) breaks some time later instead of staying silent for ever.
 */
const probing = (agent: Agent): Agent => {
  const maker = agent as unknown as ConnectionMaker;
  const createConnection = maker.createConnection.bind(agent);
  maker.createConnection = (...args) => createConnection(...args).setKeepAlive(true, probeAfterMs);
  return agent;
};
