import { anyMap } from '../../job/decode/containers.js';
import { type DecodedBy, mapMessages } from '../../job/decode/decoder.js';
import { lineText, nonEmptyText } from '../../job/decode/scalars.js';
import { positiveDuration } from '../../job/duration.js';
import { connectionRecord } from '../connection-record.js';
import type { Connection } from '../connector.js';
import { textOrList } from './field-decoders.js';

/** The record of an `aws` connection. */
export const awsRecord = connectionRecord(
  'refuse',
  {},
  {
    access_keys: nonEmptyText,
    role_arn: lineText,
    region: lineText,
    duration: mapMessages(positiveDuration, () => 'Bad duration'),
    external_id: nonEmptyText,
    policy_arns: textOrList,
    policy: anyMap,
    tags: anyMap,
  },
);

/** An `aws` connection. */
export type AwsConnection = Connection<DecodedBy<typeof awsRecord>>;
