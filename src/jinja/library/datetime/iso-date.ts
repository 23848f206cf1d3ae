import { isPyError } from '../../objects/py-error.js';
import { textRepr } from '../../objects/text-repr.js';
import { raise } from '../raise.js';
import { isoToOrdinal } from './civil.js';
import { PyDate } from './date.js';

/** `date.fromisoformat`: `YYYY-MM-DD`, `YYYYMMDD` and week dates. */
export function parseIsoDate(text: string): PyDate {
  return readIsoDay(text, text);
}

/** Raises Python's error for a text that is not in ISO format. */
export function invalidIso(text: string): never {
  return raise('ValueError', `Invalid isoformat string: ${textRepr(text)}`);
}

/** Reads a day; `whole` is the text that the error shows. */
export function readIsoDay(text: string, whole: string): PyDate {
  const calendar = /^(\d{4})(-?)(\d{2})\2(\d{2})$/.exec(text);
  if (calendar !== null) return new PyDate(Number(calendar[1]), Number(calendar[3]), Number(calendar[4]));
  const week = /^(\d{4})(-?)W(\d{2})(?:\2(\d))?$/.exec(text);
  if (week === null) return invalidIso(whole);
  try {
    return PyDate.fromOrdinal(isoToOrdinal(Number(week[1]), Number(week[3]), Number(week[4] ?? 1)));
  } catch (error) {
    return isPyError(error, 'ValueError', 'OverflowError') ? invalidIso(whole) : raiseAgain(error);
  }
}

function raiseAgain(error: unknown): never {
  throw error;
}
