import { textOf } from '../objects/coerce.js';
import type { PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';
import { lookUpItem } from '../objects/look-up.js';
import type { FilterRuntime } from './filter.js';

/** Reads something of an item, e.g. its attribute or its text in lower case. */
export type Getter = (item: PyValue) => PyValue;

/** `attribute="a.0.b"`: reads members one after the other; words of digits are indexes. */
export function memberGetter(run: FilterRuntime, attribute: PyValue, fallback: PyValue = null): Getter {
  const parts = attributeParts(attribute);
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = lookUpItem(run, value, part);
      if (fallback !== null && value instanceof Undefined) value = fallback;
    }
    return value;
  };
}

function attributeParts(attribute: PyValue): readonly PyValue[] {
  if (attribute === null) return [];
  const text = textOf(attribute);
  if (text === undefined) return [attribute];
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Text in lower case, everything else as it is. */
export function ignoreCase(value: PyValue): PyValue {
  return textOf(value)?.toLowerCase() ?? value;
}

/** The key by which filters compare items: a member of theirs, without regard to case unless asked for. */
export function compareKey(
  run: FilterRuntime,
  attribute: PyValue | undefined,
  caseSensitive: boolean,
): Getter {
  const member = memberGetter(run, attribute ?? null);
  return caseSensitive ? member : (item) => ignoreCase(member(item));
}
