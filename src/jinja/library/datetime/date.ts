import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { checkDay, fromOrdinal, pad, toOrdinal } from './civil.js';
import { dateType } from './date-type.js';

/** Python's `date`. */
export class PyDate implements PyObject {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  constructor(year: number, month: number, day: number) {
    checkDay(year, month, day);
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** The date of a day count; outside the calendar raises OverflowError. */
  static fromOrdinal(ordinal: number): PyDate {
    const { year, month, day } = fromOrdinal(ordinal);
    return new PyDate(year, month, day);
  }

  get type(): PyType {
    return dateType;
  }

  toOrdinal(): number {
    return toOrdinal(this.year, this.month, this.day);
  }

  isoFormat(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`;
  }
}
