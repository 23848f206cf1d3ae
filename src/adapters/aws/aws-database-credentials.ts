import { Secret } from '../../job/secret.js';
import type {
  DatabaseCredentials,
  DatabaseLogin,
  DatabaseLoginRequest,
} from '../../ports/database-credentials.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper, invalidData } from './aws-error.js';
import { makeRdsToken } from './rds-token.js';
import { withServerlessClients } from './serverless-clients.js';

/** Maps the errors of Redshift, of Redshift Serverless and of the making of RDS tokens. */
export const databaseError = awsErrorMapper({
  service: 'database-credentials',
  // The first is a name of the SDK, the second one of the wire.
  missing: ['ClusterNotFoundFault', 'ClusterNotFound', 'ResourceNotFoundException'],
  denied: ['UnsupportedOperation', 'UnsupportedOperationFault'],
});

type Request<Kind extends DatabaseLoginRequest['kind']> = Extract<DatabaseLoginRequest, { kind: Kind }>;

/**
 * Makes {@link DatabaseCredentials} of AWS: tokens of Amazon RDS, which are signed here without any call, `GetClusterCredentials`
 * of Redshift for a user who exists, `GetCredentials` of Redshift Serverless, with a role that is assumed first if one
 * is named. Nothing is kept.
 *
 * Errors: `AccessDenied`; `Unavailable`, not retryable for a cluster or workgroup that does not exist; `InvalidData` when the
 * answer holds no login; `Aborted`.
 * @public
 */
export const makeAwsDatabaseCredentials = (clients: AwsClients): DatabaseCredentials => ({
  login: (request, options) =>
    awsCall({ doing: doing(request), error: databaseError, details: factsOf(request) }, options, (signal) => {
      switch (request.kind) {
        case 'rds':
          return rdsLogin(clients, request);
        case 'redshift':
          return redshiftLogin(clients, request, signal);
        case 'redshift-serverless':
          return serverlessLogin(clients, request, signal);
      }
    }),
});

const doing = (request: DatabaseLoginRequest): string => {
  switch (request.kind) {
    case 'rds':
      return `Cannot make a token for ${request.user} of the database at ${request.host}:${request.port}`;
    case 'redshift':
      return `Cannot get credentials for ${request.user} of Redshift cluster ${request.cluster}`;
    case 'redshift-serverless':
      return `Cannot get credentials for Redshift workgroup ${request.workgroup}`;
  }
};

const factsOf = (request: DatabaseLoginRequest): Readonly<Record<string, unknown>> => {
  switch (request.kind) {
    case 'rds':
      return { host: request.host };
    case 'redshift':
      return { cluster: request.cluster };
    case 'redshift-serverless':
      return { workgroup: request.workgroup };
  }
};

const rdsLogin = async (clients: AwsClients, request: Request<'rds'>): Promise<DatabaseLogin> => ({
  user: request.user,
  password: await makeRdsToken(clients, request),
});

const redshiftLogin = async (
  clients: AwsClients,
  request: Request<'redshift'>,
  abortSignal: AbortSignal,
): Promise<DatabaseLogin> => {
  const redshift = await clients.redshift();
  const { GetClusterCredentialsCommand } = await import('@aws-sdk/client-redshift');
  const command = new GetClusterCredentialsCommand({
    ClusterIdentifier: request.cluster,
    DbName: request.database,
    DbUser: request.user,
    DurationSeconds: secondsOf(request),
    AutoCreate: false,
  });
  const { DbUser, DbPassword } = await redshift.send(command, { abortSignal });
  return readLogin(request, DbUser, DbPassword);
};

const serverlessLogin = (
  clients: AwsClients,
  request: Request<'redshift-serverless'>,
  signal: AbortSignal,
): Promise<DatabaseLogin> =>
  withServerlessClients(clients, request, signal, async (own) => {
    const serverless = await own.redshiftServerless();
    const { GetCredentialsCommand } = await import('@aws-sdk/client-redshift-serverless');
    const command = new GetCredentialsCommand({
      workgroupName: request.workgroup,
      dbName: request.database,
      durationSeconds: secondsOf(request),
    });
    const { dbUser, dbPassword } = await serverless.send(command, { abortSignal: signal });
    return readLogin(request, dbUser, dbPassword);
  });

const secondsOf = ({ durationMs }: { readonly durationMs: number }): number => Math.round(durationMs / 1000);

const readLogin = (
  request: DatabaseLoginRequest,
  user: string | undefined,
  password: string | undefined,
): DatabaseLogin => {
  if (!user || !password)
    throw invalidData('no-login', `${doing(request)}: the answer holds no login`, factsOf(request));
  return { user, password: new Secret(password) };
};
