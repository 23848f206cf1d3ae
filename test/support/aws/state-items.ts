import { kmsCiphertext } from './aws-services.js';
import type { RawItem } from './lava-tables.js';

/** 2033: far enough in the future. */
const later = '2000000000';

const item = (stateId: string, type: string, value: RawItem[string]): RawItem => ({
  state_id: { S: stateId },
  type: { S: type },
  value,
  timestamp: { S: '2026-11-23T09:05:00+11:00' },
  ttl: { N: later },
  publisher: { S: 'job/a' },
});

/** A state item of JSON text. */
export const jsonItem = (stateId: string, text: string): RawItem => item(stateId, 'json', { S: text });

/** A state item of a value of DynamoDB. */
export const rawItem = (stateId: string, value: RawItem[string]): RawItem => item(stateId, 'raw', value);

/** A state item of JSON text that the test's KMS can decrypt. */
export const secureItem = (stateId: string, text: string): RawItem =>
  item(stateId, 'secure', { B: kmsCiphertext(text) });

/** An item without one of its members. */
export const without = (member: string, { [member]: _, ...rest }: RawItem): RawItem => rest;
