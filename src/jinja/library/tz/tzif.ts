import { raise } from '../raise.js';

/** A kind of local time: its offset in seconds east of UTC, whether it is daylight saving, its abbreviation. */
export interface LocalTimeType {
  readonly offset: number;
  readonly isDst: boolean;
  readonly abbreviation: string;
}

/** Transitions in seconds since 1970 with the kind of time that each begins, and all kinds in file order. */
export interface ZoneData {
  readonly transitions: readonly number[];
  readonly typeAfter: readonly LocalTimeType[];
  readonly types: readonly LocalTimeType[];
}

/** A compiled zone file (RFC 8536). */
export interface TzifFile {
  /** The 32-bit block, the only one that dateutil reads: it ends in 2037. */
  readonly legacy: ZoneData;
  /** The 64-bit block that the system's own `localtime` uses. */
  readonly full: ZoneData;
  /** The POSIX rule for times after the last transition; empty when there is none. */
  readonly footer: string;
}

const HEADER_LENGTH = 44;

/** Reads a compiled zone file; anything else raises ValueError. */
export function parseTzif(bytes: Buffer): TzifFile {
  if (bytes.subarray(0, 4).toString('latin1') !== 'TZif') raise('ValueError', 'magic not found');
  const first = readBlock(bytes, 0, 4);
  if (bytes.readUInt8(4) === 0) return { legacy: first.data, full: first.data, footer: '' };
  const second = readBlock(bytes, first.end, 8);
  const footer = bytes.subarray(second.end + 1).toString('latin1');
  return { legacy: first.data, full: second.data, footer: footer.slice(0, footer.indexOf('\n')) };
}

function readBlock(bytes: Buffer, start: number, timeSize: 4 | 8): { data: ZoneData; end: number } {
  const count = (index: number): number => bytes.readUInt32BE(start + 20 + index * 4);
  const [utcCount, standardCount, leapCount, timeCount, typeCount, textLength] = [0, 1, 2, 3, 4, 5].map(
    count,
  ) as [number, number, number, number, number, number];
  const timesAt = start + HEADER_LENGTH;
  const indexesAt = timesAt + timeCount * timeSize;
  const typesAt = indexesAt + timeCount;
  const textAt = typesAt + typeCount * 6;
  const end = textAt + textLength + leapCount * (timeSize + 4) + standardCount + utcCount;
  const types = range(typeCount).map((at) => readType(bytes, typesAt + at * 6, textAt));
  const typeAfter = range(timeCount).map(
    (at) => types[bytes.readUInt8(indexesAt + at)] ?? raise('ValueError', 'bad zone file'),
  );
  const transitions = range(timeCount).map((at) => readTime(bytes, timesAt + at * timeSize, timeSize));
  return { data: { transitions, typeAfter, types }, end };
}

function readType(bytes: Buffer, at: number, textAt: number): LocalTimeType {
  const nameAt = textAt + bytes.readUInt8(at + 5);
  return {
    offset: bytes.readInt32BE(at),
    isDst: bytes.readUInt8(at + 4) !== 0,
    abbreviation: bytes.subarray(nameAt, bytes.indexOf(0, nameAt)).toString('latin1'),
  };
}

function readTime(bytes: Buffer, at: number, size: 4 | 8): number {
  return size === 4 ? bytes.readInt32BE(at) : Number(bytes.readBigInt64BE(at));
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** How many values of a sorted list are not greater than `value`. */
export function countUpTo(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
