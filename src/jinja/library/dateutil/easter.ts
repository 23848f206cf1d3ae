import { PyDate } from '../datetime/date.js';
import { raise } from '../raise.js';

/** Easter by the Julian calendar (1), the same in Gregorian dates (2), or by the Gregorian calendar (3). */
export function easter(year: number, method: number): PyDate {
  if (method < 1 || method > 3) raise('ValueError', 'invalid method');
  const golden = year % 19;
  const [moon, weekday] = method === 3 ? gregorianMoon(year, golden) : julianMoon(year, golden, method);
  // Days after March 21st, counted from March 1st.
  const days = moon - weekday;
  const day = 1 + ((days + 27 + Math.trunc((days + 6) / 40)) % 31);
  const month = 3 + Math.trunc((days + 26) / 30);
  return new PyDate(year, month, day);
}

function julianMoon(year: number, golden: number, method: number): readonly [number, number] {
  const moon = (19 * golden + 15) % 30;
  const weekday = (year + Math.trunc(year / 4) + moon) % 7;
  if (method === 1) return [moon, weekday];
  const centuries = Math.trunc(year / 100);
  const extra = 10 + (year > 1600 ? centuries - 16 - Math.trunc((centuries - 16) / 4) : 0);
  return [moon + extra, weekday];
}

function gregorianMoon(year: number, golden: number): readonly [number, number] {
  const century = Math.trunc(year / 100);
  const epact =
    (century - Math.trunc(century / 4) - Math.trunc((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const late = Math.trunc(epact / 28);
  const shift = late * (1 - late * Math.trunc(29 / (epact + 1)) * Math.trunc((21 - golden) / 11));
  const moon = epact - shift;
  return [moon, (year + Math.trunc(year / 4) + moon + 2 - century + Math.trunc(century / 4)) % 7];
}
