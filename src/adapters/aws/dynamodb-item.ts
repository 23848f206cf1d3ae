import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { fromDecimalText } from './exact-number.js';

/** An item as the rest of the package reads it. */
export type PlainItem = Readonly<Record<string, unknown>>;

/**
 * The plain form of an item: numbers keep their digits ({@link fromDecimalText}), sets are of the class Set, bytes are
 * Uint8Array, a null is null.
 */
export const plainItem = async (item: Readonly<Record<string, AttributeValue>>): Promise<PlainItem> => {
  const { unmarshall } = await import('@aws-sdk/util-dynamodb');
  return unmarshall({ ...item }, { wrapNumbers: fromDecimalText });
};
