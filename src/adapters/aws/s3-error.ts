import { awsErrorMapper } from './aws-error.js';
import { isNamed } from './aws-failure.js';

/** Maps the errors of S3. */
export const s3Error = awsErrorMapper({
  service: 's3',
  missing: ['NoSuchBucket'],
  denied: [
    'AllAccessDisabled',
    'AccountProblem',
    'InvalidObjectState',
    'KMS.DisabledException',
    'KMS.NotFoundException',
  ],
  // An upload in parts that has gone, or a part that has suffered on its way, is begun anew.
  passing: [
    'NoSuchUpload',
    'BadDigest',
    'XAmzContentChecksumMismatch',
    'IncompleteBody',
    'OperationAborted',
    'InvalidPart',
  ],
});

/** Whether there is no such object, or no bucket that could have it. */
export const isMissingObject = (cause: unknown): boolean =>
  isNamed(cause, 'NoSuchKey', 'NotFound', 'NoSuchBucket');
