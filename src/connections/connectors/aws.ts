import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { Secret } from '../../job/secret.js';
import { connectionFailure, type ConnectionFailure } from '../connection-failure.js';
import type { ConnectorContext, ConnectorDescription } from '../connector.js';
import { defineConnector } from '../define-connector.js';
import { quote } from '../shell/quote.js';
import { connectorScript } from '../shell/script.js';
import { type AwsCredentials, awsCredentials } from './aws-credentials.js';
import { type AwsConnection, awsRecord } from './aws-record.js';

/** `aws`: the AWS command line with the connection's credentials, whatever else the container has. */
export const awsConnector = defineConnector({
  types: ['aws'],
  record: awsRecord,
  describe: (connection, context) =>
    pipe(
      awsCredentials(connection, context),
      TE.bindTo('credentials'),
      TE.bind('workerRegion', () => workerRegion(connection, context)),
      TE.map(({ credentials, workerRegion: region }) =>
        describeClient(connection, context.directory, credentials, region),
      ),
    ),
});

/** The worker's region is asked for only if the connection has none. */
const workerRegion = (
  { connectionId, record }: AwsConnection,
  { sources: { roleCredentials }, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, string | undefined> =>
  record.region !== undefined || roleCredentials === undefined
    ? TE.right(undefined)
    : pipe(
        roleCredentials.region({ signal }),
        TE.mapLeft((cause) =>
          connectionFailure(
            connectionId,
            `Connection ${connectionId}: Cannot find the worker's region: ${cause.message}`,
            cause,
          ),
        ),
      );

const describeClient = (
  { connectionId, record: { region } }: AwsConnection,
  directory: string,
  credentials: AwsCredentials,
  fallbackRegion: string | undefined,
): ConnectorDescription => ({
  files: [
    { path: 'config', mode: 0o600, content: configFile(region ?? fallbackRegion) },
    { path: 'credentials', mode: 0o600, content: credentialsFile(credentials) },
    { path: 'aws', mode: 0o700, content: awsScript(connectionId, directory, region) },
  ],
  executable: 'aws',
  programs: ['aws'],
});

/** Of the profile `default`, so that the client needs no option for it. */
const configFile = (region: string | undefined): string =>
  [
    '[default]',
    ...(region === undefined ? [] : [`region = ${region}`]),
    's3 =',
    '    signature_version = s3v4',
    '',
  ].join('\n');

const credentialsFile = ({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials): Secret =>
  new Secret(
    [
      '[default]',
      `aws_access_key_id = ${accessKeyId}`,
      `aws_secret_access_key = ${secretAccessKey.reveal()}`,
      ...(sessionToken === undefined ? [] : [`aws_session_token = ${sessionToken.reveal()}`]),
      '',
    ].join('\n'),
  );

/**
 * Variables of the container would win over the files. The region of the connection wins over the container's; the
 * worker's is taken where neither has one.
 */
const awsScript = (connectionId: string, directory: string, region: string | undefined): string =>
  connectorScript(
    { connectionId, directory, executable: 'aws', programs: ['aws'] },
    'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN',
    'unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE',
    `AWS_CONFIG_FILE=${quote(`${directory}/config`)}`,
    `AWS_SHARED_CREDENTIALS_FILE=${quote(`${directory}/credentials`)}`,
    'export AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE',
    ...(region === undefined
      ? []
      : [
          `AWS_REGION=${quote(region)}`,
          `AWS_DEFAULT_REGION=${quote(region)}`,
          'export AWS_REGION AWS_DEFAULT_REGION',
        ]),
    'exec aws "$@"',
  );
