import { YmdNumbers, asciiDigits, wholeNumber } from './ymd.js';
import { raise } from '../raise.js';

/** What a date text has given so far. */
export class ParserResult {
  readonly ymd = new YmdNumbers();
  year: number | undefined;
  month: number | undefined;
  day: number | undefined;
  weekday: number | undefined;
  hour: number | undefined;
  minute: number | undefined;
  second: number | undefined;
  microsecond: number | undefined;
  zoneName: string | undefined;
  /** Seconds east of UTC. */
  zoneOffset: number | undefined;
  half: number | undefined;

  /** Whether nothing at all was found. */
  isEmpty(): boolean {
    const { year, month, day, weekday, hour, minute, second, microsecond, zoneName, zoneOffset, half } = this;
    const fields = [year, month, day, weekday, hour, minute, second, microsecond, zoneName, zoneOffset, half];
    return fields.every((field) => field === undefined);
  }

  /** Seconds with a fraction, as text. */
  setSeconds(text: string): void {
    const [whole = '', fraction] = text.split('.');
    if (text.split('.').length > 2) raise('ValueError', 'too many values to unpack (expected 2)');
    this.second = wholeNumber(whole);
    this.microsecond = fraction === undefined ? 0 : wholeNumber(fraction.padEnd(6, '0').slice(0, 6));
  }

  /** Minutes, a fraction of which gives seconds. */
  setMinutes(value: number): void {
    this.minute = Math.trunc(value);
    const rest = fractionOf(value);
    this.second = rest === 0 ? undefined : Math.trunc(60 * rest + 1e-9);
  }

  /** Hours, minutes or seconds by unit; hours with a fraction give minutes. */
  setUnit(unit: number, text: string): void {
    const value = decimalOf(text);
    if (unit === 0) {
      this.hour = Math.trunc(value);
      const rest = fractionOf(value);
      if (rest !== 0) this.minute = Math.trunc(60 * rest + 1e-9);
    } else if (unit === 1) this.setMinutes(value);
    else if (unit === 2) this.setSeconds(text);
  }
}

/** Python computes with decimals here: the fraction must not show binary rounding. */
function fractionOf(value: number): number {
  return value - Math.trunc(value);
}

/** Python's `Decimal()` of a token. */
export function decimalOf(text: string): number {
  const digits = asciiDigits(text);
  if (/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(digits)) return Number(digits);
  return raise('ValueError', 'Unknown numeric token');
}

/** Twelve-hour to twenty-four-hour clock. */
export function adjustHalf(hour: number, half: number | undefined): number {
  if (hour < 12 && half === 1) return hour + 12;
  return hour === 12 && half === 0 ? 0 : hour;
}
