import type { RawItem } from './lava-tables.js';
import { jsonItem } from './state-items.js';

/** How many connections, and how many groups of state items, there are to look up. */
export const distinct = 250;

/** The id of a connection. */
export const connectionId = (index: number): string => `team/${index % distinct}`;

/** Ids of two state items that are looked up together. */
export const stateIds = (index: number): readonly [string, string] => [
  `last/${index % distinct}`,
  `next/${index % distinct}`,
];

/** Connection records of a usual size. */
export const connectionItems = (): readonly RawItem[] =>
  Array.from({ length: distinct }, (_, index) => ({
    conn_id: { S: connectionId(index) },
    type: { S: 'docker' },
    enabled: { BOOL: true },
    description: { S: 'd'.repeat(500) },
    timeout: { N: '30' },
  }));

/** State items, each with its id in its value. */
export const stateItems = (): readonly RawItem[] =>
  Array.from({ length: distinct }, (_, index) => stateIds(index))
    .flat()
    .map((id) => jsonItem(id, JSON.stringify(`value of ${id}`)));
