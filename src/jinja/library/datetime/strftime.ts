import { formatOffset } from './clock.js';
import { formatTm } from './strftime-c.js';
import type { Tm } from './tm.js';

/** What Python fills in by itself before the C library sees a format. */
export interface PythonDirectives {
  readonly microsecond: number;
  readonly offsetMicros: number | undefined;
  readonly zoneName: string | undefined;
}

/** `strftime`: Python's `%f %z %Z`, then the C library's directives. */
export function strftime(tm: Tm, own: PythonDirectives, format: string): string {
  const prepared = format.replace(
    /%([^])/gu,
    (both, directive: string) => pythonDirective(own, directive) ?? both,
  );
  const text = formatTm(tm, prepared);
  // Python gives up with an empty text when the result is over 256 times as long as the format.
  const limit = 256 * prepared.length;
  let size = 1024;
  while (size <= text.length && size < limit) size *= 2;
  return text.length < size ? text : '';
}

function pythonDirective(own: PythonDirectives, directive: string): string | undefined {
  switch (directive) {
    case 'f':
      return String(own.microsecond).padStart(6, '0');
    case 'z':
      return own.offsetMicros === undefined ? '' : formatOffset(own.offsetMicros, '');
    case 'Z':
      return (own.zoneName ?? '').replaceAll('%', '%%');
    default:
      return undefined;
  }
}
