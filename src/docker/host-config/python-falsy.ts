import { isAbsent, isMap, listItems, wrappedNumberText } from '../../job/decode/plain-value.js';

/** Whether Python takes a value for false: null, false, zero and everything empty. */
export const isFalsy = (value: unknown): boolean => {
  if (isAbsent(value) || value === false || value === '' || value === 0 || value === 0n) return true;
  if (isMap(value)) return Object.keys(value).length === 0;
  const number = wrappedNumberText(value);
  return number === undefined ? listItems(value)?.length === 0 : Number(number) === 0;
};
