import { type AwsClients, makeAwsClients } from '../../../src/adapters/aws/index.js';
import { type AwsHandler, type AwsServer, startAwsServer } from './aws-server.js';
import { testIdentity } from './lava-tables.js';

/** A server that stands for AWS, and clients that speak to it. */
export interface AwsBench {
  readonly server: AwsServer;
  readonly clients: AwsClients;
  readonly close: () => Promise<void>;
}

/** Starts a server that answers the given operations. Its owner closes it. */
export const startAws = async (handlers: Readonly<Record<string, AwsHandler>>): Promise<AwsBench> => {
  const server = await startAwsServer(handlers);
  const clients = makeAwsClients({ ...testIdentity, endpoint: server.url });
  return {
    server,
    clients,
    close: async () => {
      await clients.close();
      await server.close();
    },
  };
};
