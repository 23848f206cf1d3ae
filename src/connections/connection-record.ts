import { anything, record, type RecordOf } from '../job/decode/containers.js';
import type { Decoder } from '../job/decode/decoder.js';

type Fields = Readonly<Record<string, Decoder<unknown>>>;

/** Fields of every connection record. They have been looked at before a connector sees the record. */
const commonFields = {
  conn_id: anything,
  type: anything,
  enabled: anything,
  description: anything,
  owner: anything,
};

/** What {@link connectionRecord} decodes to. */
export type ConnectionRecordOf<Required extends Fields, Optional extends Fields> = RecordOf<
  Required,
  Optional & typeof commonFields
>;

/**
 * A connection record: the fields of a connector beside those that every connection has. Fields that begin with `X-` or
 * `x-` are anybody's.
 * @param otherKeys - whether further fields are refused or kept, as lava does for the type
 */
export const connectionRecord = <Required extends Fields, Optional extends Fields>(
  otherKeys: 'refuse' | 'keep',
  required: Required,
  optional: Optional,
): Decoder<ConnectionRecordOf<Required, Optional>> =>
  record({ required, optional: { ...commonFields, ...optional }, otherKeys, ignored: /^[Xx]-/ });
