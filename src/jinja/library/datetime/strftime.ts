import type { Runtime } from '../../objects/runtime.js';
import { TextGrowth } from '../text-growth.js';
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
export function strftime(rt: Runtime, tm: Tm, own: PythonDirectives, format: string): string {
  rt.step(format.length);
  const growth = new TextGrowth(rt);
  growth.add(format.length);
  const prepared = format.replace(/%([^])/gu, (both, directive: string) => {
    // The name of a zone may be as long as a template likes.
    if (directive === 'Z') growth.add(own.zoneName?.length ?? 0);
    return pythonDirective(own, directive) ?? both;
  });
  const most = longest(prepared);
  const text = formatTm({ rt, most }, tm, prepared);
  return text === undefined || text.length >= most ? '' : text;
}

/** Python gives up with an empty text when its buffer, doubled from 1024 on, is over 256 times as long as the format. */
function longest(format: string): number {
  let size = 1024;
  while (size < 256 * format.length) size *= 2;
  return size;
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
