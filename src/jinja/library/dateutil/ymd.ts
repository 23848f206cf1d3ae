import { daysInMonth } from '../datetime/civil.js';
import { textRepr } from '../../objects/text-repr.js';
import { raise } from '../raise.js';

/** Which field a number is known to be. */
export type Label = 'Y' | 'M' | 'D';

/** Year, month and day as far as they are known. */
export type YearMonthDay = readonly [number | undefined, number | undefined, number | undefined];

/** The numbers of a date in the order written, some of them known for what they are. */
export class YmdNumbers {
  readonly values: number[] = [];
  centurySpecified = false;
  readonly #known = new Map<Label, number>();

  /** Adds a number; one of more than two digits, or above 100, is a year. */
  add(value: string | number, givenLabel?: Label): void {
    let label = givenLabel;
    const isYear = typeof value === 'string' ? /^\p{Nd}+$/u.test(value) && value.length > 2 : value > 100;
    if (isYear) {
      this.centurySpecified = true;
      if (label !== undefined && label !== 'Y') raise('ValueError', label);
      label = 'Y';
    }
    this.values.push(typeof value === 'string' ? wholeNumber(value) : Math.trunc(value));
    if (label === undefined) return;
    if (this.#known.has(label)) raise('ValueError', `${label} is already set`);
    this.#known.set(label, this.values.length - 1);
  }

  /** Whether a number could still be the day. */
  couldBeDay(value: number): boolean {
    if (this.#known.has('D')) return false;
    const month = this.#valueOf('M');
    if (month === undefined) return value >= 1 && value <= 31;
    // Python looks the month up in a table: an impossible one is an error.
    if (month < 1 || month > 12) raise('ValueError', `bad month number ${month}; must be 1-12`);
    return value >= 1 && value <= daysInMonth(this.#valueOf('Y') ?? 2000, month);
  }

  #valueOf(label: Label): number | undefined {
    const at = this.#known.get(label);
    return at === undefined ? undefined : this.values[at];
  }

  /** Decides which number is what. */
  resolve(yearFirst: boolean, dayFirst: boolean): YearMonthDay {
    const count = this.values.length;
    if ((count === this.#known.size && count > 0) || (count === 3 && this.#known.size === 2))
      return this.#fromKnown();
    if (count > 3) raise('ValueError', 'More than three YMD values');
    const monthAt = this.#known.get('M');
    if (count === 1 || (monthAt !== undefined && count === 2)) return this.#oneNumber(monthAt);
    if (count === 2) return this.#twoNumbers(dayFirst);
    if (count === 3) return this.#threeNumbers(yearFirst, dayFirst, monthAt);
    return [undefined, undefined, undefined];
  }

  #fromKnown(): YearMonthDay {
    const known = new Map(this.#known);
    const missing = (['Y', 'M', 'D'] as const).find((label) => !known.has(label));
    if (this.values.length === 3 && known.size === 2 && missing !== undefined) {
      known.set(missing, [0, 1, 2].find((at) => ![...known.values()].includes(at)) ?? 0);
    }
    const value = (label: Label): number | undefined => {
      const at = known.get(label);
      return at === undefined ? undefined : this.values[at];
    };
    return [value('Y'), value('M'), value('D')];
  }

  #oneNumber(monthAt: number | undefined): YearMonthDay {
    const month = monthAt === undefined ? undefined : this.values[monthAt];
    const other = monthAt === undefined ? this.values[0] : this.values.at(monthAt - 1);
    if (other === undefined || (this.values.length === 1 && monthAt !== undefined))
      return [undefined, month, undefined];
    return other > 31 ? [other, month, undefined] : [undefined, month, other];
  }

  #twoNumbers(dayFirst: boolean): YearMonthDay {
    const [first = 0, second = 0] = this.values;
    if (first > 31) return [first, second, undefined];
    if (second > 31) return [second, first, undefined];
    return dayFirst && second <= 12 ? [undefined, second, first] : [undefined, first, second];
  }

  #threeNumbers(yearFirst: boolean, dayFirst: boolean, monthAt: number | undefined): YearMonthDay {
    const [a = 0, b = 0, c = 0] = this.values;
    if (monthAt === 0) return b > 31 ? [b, a, c] : [c, a, b];
    if (monthAt === 1) return a > 31 || (yearFirst && c <= 31) ? [a, b, c] : [c, b, a];
    if (monthAt === 2) return b > 31 ? [b, c, a] : [a, c, b];
    if (a > 31 || this.#known.get('Y') === 0 || (yearFirst && b <= 12 && c <= 31)) {
      return dayFirst && c <= 12 ? [a, c, b] : [a, b, c];
    }
    return a > 12 || (dayFirst && b <= 12) ? [c, b, a] : [c, a, b];
  }
}

/** Python's `int()` of a token; `prefix` is that of its `repr`. */
export function wholeNumber(text: string, prefix = ''): number {
  const digits = asciiDigits(text.trim());
  if (/^[-+]?\d+(?:_\d+)*$/.test(digits)) return Number(digits.replaceAll('_', ''));
  return raise('ValueError', `invalid literal for int() with base 10: ${prefix}${textRepr(text)}`);
}

/** The same text with ASCII digits for those of all scripts. */
export function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, digitValue);
}

/** The ASCII digit of any decimal digit: each script has its ten in a row. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
