import type { LocalTimeType, ZoneData } from './tzif.js';

/** A zone as dateutil sees it: transitions in standard wall time, with derived daylight saving amounts. */
export interface WallZone {
  readonly wallTransitions: readonly number[];
  /** What holds without and after transitions: the last standard time of the file. */
  readonly standard: LocalTimeType | undefined;
  /** What holds before the first transition. */
  readonly before: LocalTimeType | undefined;
  readonly hasDaylight: boolean;
  /** Seconds of daylight saving of each kind of time, by object. */
  readonly dstOffsets: ReadonlyMap<LocalTimeType, number>;
}

/** Derives what dateutil derives from the raw transitions. */
export function toWallZone(data: ZoneData): WallZone {
  const { typeAfter, types } = data;
  const daylight = typeAfter.findLast((type) => type.isDst);
  const standard = typeAfter.findLast((type) => !type.isDst) ?? daylight ?? types[0];
  return {
    ...wallTransitions(data),
    standard: typeAfter.length === 0 ? types[0] : standard,
    before: types.find((type) => !type.isDst) ?? types[0],
    hasDaylight: daylight !== undefined,
  };
}

interface Step {
  readonly isDst: boolean;
  readonly offset: number;
  readonly base: number;
}

/**
 * The zone file gives no amount of daylight saving: it is the jump from the standard time before it, or, when the
 * zone goes from one daylight saving time to another, the last amount known.
 */
function wallTransitions(data: ZoneData): Pick<WallZone, 'wallTransitions' | 'dstOffsets'> {
  const dstOffsets = new Map<LocalTimeType, number>();
  let last: Step | undefined;
  let lastSaving = 0;
  const wall = data.typeAfter.map((type, at) => {
    let saving = 0;
    if (last !== undefined && type.isDst) {
      saving = last.isDst ? 0 : type.offset - last.offset;
      if (saving === 0) saving = lastSaving;
      dstOffsets.set(type, saving);
      lastSaving = saving;
    }
    const base = type.offset - saving;
    const baseMoved = last !== undefined && base !== last.base && type.isDst !== last.isDst;
    const adjustment = baseMoved && last !== undefined ? last.base : base;
    last = { isDst: type.isDst, offset: type.offset, base };
    return (data.transitions[at] ?? 0) + adjustment;
  });
  return { wallTransitions: wall, dstOffsets };
}
