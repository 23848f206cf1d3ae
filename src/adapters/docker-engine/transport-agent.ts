import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';

import type { EngineAddress } from './engine-address.js';
import { makeSshAgent } from './ssh-agent.js';

/**
 * The agent that opens connections to an engine. Each call has a connection of its own, which ends with it: no call can
 * meet a connection that died while idle, after a restart of the engine, and nothing is left to be freed.
 */
export const agentFor = (
  address: EngineAddress,
  environment: Readonly<Record<string, string | undefined>>,
): Agent => {
  if (address.kind === 'ssh') return makeSshAgent(address, environment);
  if (address.kind === 'socket' || address.tls === undefined) return new Agent({ keepAlive: false });
  const { ca, cert, key, verify } = address.tls;
  return new TlsAgent({ keepAlive: false, ca, cert, key, rejectUnauthorized: verify });
};
