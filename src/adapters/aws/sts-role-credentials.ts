import type { AssumeRoleCommandInput, Credentials } from '@aws-sdk/client-sts';

import { Secret } from '../../job/secret.js';
import type { RoleCredentials, RoleRequest, TemporaryCredentials } from '../../ports/role-credentials.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper, invalidData } from './aws-error.js';
import { workerRegion } from './worker-region.js';

/** Maps the errors of STS. */
export const stsError = awsErrorMapper({ service: 'sts', denied: ['RegionDisabledException'] });

/**
 * Makes {@link RoleCredentials} of AWS STS, whose answers are not kept.
 *
 * Errors: `AccessDenied`; `Unavailable`, not retryable for a role or policy that STS does not take; `InvalidData` when the
 * answer holds no credentials; `Aborted`. They name the role, and never the external id.
 * @public
 */
export const makeStsRoleCredentials = (clients: AwsClients): RoleCredentials => ({
  assume: (role, options) =>
    awsCall(
      {
        doing: `Cannot assume role ${role.roleArn}`,
        error: stsError,
        details: { role: role.roleArn },
        // STS quotes an external id that does not please it.
        secrets: role.externalId === undefined ? [] : [role.externalId],
      },
      options,
      async (signal) => {
        const sts = await clients.sts();
        const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
        const answer = await sts.send(new AssumeRoleCommand(inputOf(role)), { abortSignal: signal });
        return readCredentials(role, answer.Credentials);
      },
    ),
  region: (options) =>
    awsCall({ doing: 'Cannot find the region of AWS', error: stsError }, options, () =>
      workerRegion(clients),
    ),
});

const inputOf = (role: RoleRequest): AssumeRoleCommandInput => ({
  RoleArn: role.roleArn,
  RoleSessionName: role.sessionName,
  DurationSeconds: Math.round(role.durationMs / 1000),
  ...(role.externalId === undefined ? {} : { ExternalId: role.externalId.reveal() }),
  ...(role.policyArns === undefined ? {} : { PolicyArns: role.policyArns.map((arn) => ({ arn })) }),
  ...(role.policy === undefined ? {} : { Policy: role.policy }),
  ...(role.tags === undefined
    ? {}
    : { Tags: Object.entries(role.tags).map(([Key, Value]) => ({ Key, Value })) }),
});

const readCredentials = (
  { roleArn }: RoleRequest,
  credentials: Credentials | undefined,
): TemporaryCredentials => {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    throw invalidData('no-credentials', `Cannot assume role ${roleArn}: the answer holds no credentials`, {
      role: roleArn,
    });
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: new Secret(SessionToken),
    expiresAt: Expiration.getTime(),
  };
};
