/**
 * Forms in which DynamoDB's clients give values, all of which may stand in a stored record: numbers as number, bigint or
 * an object that wraps their text; sets as Set; null for an attribute without a value.
 */

/** Null is absent: DynamoDB stores a null where a user has left a field empty. */
export const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A map of fields, as opposed to a list, a set, bytes, a wrapped number or a date. */
export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm (a vm context, a test runner) have an Object.prototype of their own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * The text of a number that a DynamoDB client has wrapped so as not to lose digits, e.g. the `NumberValue` of
 * @aws-sdk/lib-dynamodb: an instance of a class with a member `value`.
 */
export const wrappedNumberText = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || isMap(value) || !('value' in value)) return undefined;
  return typeof value.value === 'string' && value.value.trim() !== '' && !Number.isNaN(Number(value.value))
    ? value.value
    : undefined;
};

/** A list, or a DynamoDB set, as an array. */
export const listItems = (value: unknown): readonly unknown[] | undefined => {
  if (Array.isArray(value)) return value as readonly unknown[];
  return value instanceof Set ? [...(value as ReadonlySet<unknown>)] : undefined;
};
