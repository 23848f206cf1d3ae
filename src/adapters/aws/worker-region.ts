import type { AwsClients } from './aws-clients.js';

/** The region of the clients: the one of the options, or the one that the SDK has found; `undefined` when none is known. */
export const workerRegion = async (clients: AwsClients): Promise<string | undefined> => {
  const { region, credentials, clients: lent } = clients.options;
  if (region !== undefined) return region;
  // Of the host's own clients, that of STS is the one to ask.
  if (credentials === undefined && lent?.sts === undefined) return undefined;
  const sts = await clients.sts();
  // A client that a host has made itself need not have the SDK's configuration.
  const { config } = sts as Partial<Pick<typeof sts, 'config'>>;
  try {
    return await config?.region();
  } catch {
    // The SDK rejects when it finds none.
    return undefined;
  }
};
