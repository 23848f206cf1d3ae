import type { AwsClients } from './aws-clients.js';

/** The region of the clients: the one of the options, or the one that the SDK has found; `undefined` when none is known. */
export const workerRegion = async (clients: AwsClients): Promise<string | undefined> => {
  if (clients.options.region !== undefined) return clients.options.region;
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
