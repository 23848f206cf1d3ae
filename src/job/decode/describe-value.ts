import { isMap, listItems, wrappedNumberText } from './plain-value.js';

const longestText = 60;

/** Names the type of a value, for messages about values that must not be shown. */
export const describeType = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || typeof value === 'bigint' || wrappedNumberText(value) !== undefined)
    return 'a number';
  if (typeof value === 'boolean') return 'a boolean';
  if (listItems(value) !== undefined) return 'a list';
  if (isMap(value)) return 'a map';
  return value instanceof Uint8Array ? 'bytes' : `a ${typeof value}`;
};

/** Shows a value in a message: scalars as they are, long texts cut, lists and maps by their type. */
export const describeValue = (value: unknown): string => {
  if (typeof value === 'string')
    return JSON.stringify(value.length > longestText ? `${value.slice(0, longestText)}…` : value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return wrappedNumberText(value) ?? describeType(value);
};
