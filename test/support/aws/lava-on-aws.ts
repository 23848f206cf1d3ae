import { type AwsClients, makeAwsClients } from '../../../src/adapters/aws/index.js';
import { type AwsServer, startAwsServer } from './aws-server.js';
import { kmsService } from './aws-services.js';
import { type DynamoDbService, startDynamoDb } from './dynamodb-service.js';
import { type LavaTables, openLavaTables, testIdentity } from './lava-tables.js';

/** Lava's tables and keys on a test's own AWS. */
export interface LavaOnAws {
  /** Writes down what is asked, and disturbs it when told to. */
  readonly server: AwsServer;
  /** Fills the tables behind the server's back. */
  readonly tables: LavaTables;
  readonly clients: AwsClients;
  /** DynamoDB itself, behind the server. */
  readonly database: DynamoDbService;
  readonly close: () => Promise<void>;
}

/** Starts DynamoDB with the tables of realms, which are empty, and KMS. */
export const startLavaOnAws = async (realms: readonly string[] = ['dev']): Promise<LavaOnAws> => {
  const database = await startDynamoDb();
  const server = await startAwsServer({ ...database.handlers, ...kmsService() });
  const tables = openLavaTables(database.url);
  const clients = makeAwsClients({ ...testIdentity, endpoint: server.url });
  await Promise.all([
    tables.create('lava.realms', 'realm'),
    ...realms.flatMap((realm) => [
      tables.create(`lava.${realm}.jobs`, 'job_id'),
      tables.create(`lava.${realm}.connections`, 'conn_id'),
      tables.create(`lava.${realm}.state`, 'state_id'),
    ]),
  ]);
  return {
    server,
    tables,
    clients,
    database,
    close: async () => {
      await clients.close();
      tables.close();
      await server.close();
      await database.close();
    },
  };
};
