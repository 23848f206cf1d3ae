import { listItems, wrappedNumberText } from './decode/plain-value.js';

/** JSON text of a stored value. What JSON lacks takes its nearest form: sets are lists, exact numbers are numbers. */
export const jsonText = (value: unknown): string => JSON.stringify(value, plain);

const plain = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  const wrapped = wrappedNumberText(value);
  if (wrapped !== undefined) return Number(wrapped);
  return listItems(value) ?? value;
};
