import { MAX_ORDINAL, daysInMonth, toOrdinal, weekdayOf } from '../datetime/civil.js';
import { PyDateTime } from '../datetime/datetime.js';
import { compareTimes } from '../datetime/instant.js';
import { dayTest } from './recurrence-days.js';
import { DAILY, type Recurrence, WEEKLY } from './recurrence.js';

/** Seconds of the units below a day, by frequency from HOURLY on. */
const UNIT_SECONDS = [3600, 60, 1];

/** The times of a rule, in order. `tick` is told of every period, so that rules without times do not run for ever. */
export function* occurrences(rule: Recurrence, tick: () => void): Generator<PyDateTime, void> {
  if (rule.interval < 1) return;
  let left = rule.count ?? Infinity;
  for (const period of rule.freq > DAILY ? unitPeriods(rule, tick) : dayPeriods(rule, tick)) {
    for (const time of atPositions(period, rule.bysetpos)) {
      if (rule.until !== undefined && compareTimes(time, rule.until) > 0) return;
      if (compareTimes(time, rule.start) < 0) continue;
      if (left <= 0) return;
      left -= 1;
      yield time;
    }
    if (left <= 0) return;
  }
}

/** The times of each period of a day or more. */
function* dayPeriods(rule: Recurrence, tick: () => void): Generator<readonly PyDateTime[], void> {
  const isChosen = dayTest(rule);
  const clocks = clockSeconds(rule);
  // A day more than the end has, whatever the zones of start and end are.
  const lastDay = (rule.until?.toOrdinal() ?? MAX_ORDINAL) + 1;
  for (const [first, last] of dayRanges(rule)) {
    tick();
    if (first > lastDay) return;
    const times: PyDateTime[] = [];
    for (let day = first; day <= Math.min(last, MAX_ORDINAL); day += 1) {
      if (!isChosen(day)) continue;
      for (const seconds of clocks)
        times.push(PyDateTime.fromWall(day, seconds * 1_000_000, rule.start.tzinfo));
    }
    yield times;
  }
}

function* dayRanges(rule: Recurrence): Generator<readonly [number, number], void> {
  const { start, interval } = rule;
  if (rule.freq === 0) {
    for (let year = start.year; year <= 9999; year += interval)
      yield [toOrdinal(year, 1, 1), toOrdinal(year, 12, 31)];
  } else if (rule.freq === 1) {
    for (let month = start.year * 12 + start.month - 1; month < 120_000; month += interval) {
      const first = toOrdinal(Math.floor(month / 12), (month % 12) + 1, 1);
      yield [first, first + daysInMonth(Math.floor(month / 12), (month % 12) + 1) - 1];
    }
  } else {
    yield* weekAndDayRanges(rule);
  }
}

function* weekAndDayRanges(rule: Recurrence): Generator<readonly [number, number], void> {
  const first = rule.start.toOrdinal();
  if (rule.freq !== WEEKLY) {
    for (let day = first; day <= MAX_ORDINAL; day += rule.interval) yield [day, day];
    return;
  }
  // The first week counts from the start on, the others as a whole.
  const weekStart = first - ((weekdayOf(first) - rule.weekStart + 7) % 7);
  yield [first, weekStart + 6];
  const step = 7 * rule.interval;
  for (let week = weekStart + step; week <= MAX_ORDINAL; week += step) yield [week, week + 6];
}

/** The seconds of a day at which a rule of days has its times. */
function clockSeconds(rule: Recurrence): readonly number[] {
  const { start } = rule;
  const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const seconds = sorted(rule.bysecond ?? [start.second]);
  return sorted(rule.byhour ?? [start.hour]).flatMap((hour) =>
    sorted(rule.byminute ?? [start.minute]).flatMap((minute) =>
      seconds.map((second) => hour * 3600 + minute * 60 + second),
    ),
  );
}

/** The times of each hour, minute or second. */
function* unitPeriods(rule: Recurrence, tick: () => void): Generator<readonly PyDateTime[], void> {
  const unit = UNIT_SECONDS[rule.freq - DAILY - 1] ?? 1;
  const isChosen = dayTest(rule);
  const { start } = rule;
  const base = start.hour * 3600 + start.minute * 60 + start.second;
  const first = base - (base % unit);
  for (
    let seconds = first;
    start.toOrdinal() + seconds / 86_400 < MAX_ORDINAL;
    seconds += unit * rule.interval
  ) {
    tick();
    const day = start.toOrdinal() + Math.floor(seconds / 86_400);
    const clock = seconds % 86_400;
    if (!isChosen(day) || !clockChosen(rule, clock)) continue;
    yield withinUnit(rule, unit).map((extra) =>
      PyDateTime.fromWall(day, (clock + extra) * 1_000_000, start.tzinfo),
    );
  }
}

function clockChosen(rule: Recurrence, clock: number): boolean {
  const accepts = (values: readonly number[] | undefined, value: number): boolean =>
    values === undefined || values.includes(value);
  if (!accepts(rule.byhour, Math.floor(clock / 3600))) return false;
  if (rule.freq > DAILY + 1 && !accepts(rule.byminute, Math.floor(clock / 60) % 60)) return false;
  return rule.freq <= DAILY + 2 || accepts(rule.bysecond, clock % 60);
}

/** Seconds after the start of an hour or minute at which the rule has its times. */
function withinUnit(rule: Recurrence, unit: number): readonly number[] {
  const seconds = unit > 1 ? (rule.bysecond ?? [rule.start.second]) : [0];
  const minutes = unit > 60 ? (rule.byminute ?? [rule.start.minute]) : [0];
  return minutes.flatMap((minute) => seconds.map((second) => minute * 60 + second)).sort((a, b) => a - b);
}

/** Picks the n-th times of a period, from the end if negative. */
function atPositions(
  times: readonly PyDateTime[],
  positions: readonly number[] | undefined,
): readonly PyDateTime[] {
  if (positions === undefined) return times;
  const picked = new Set(
    positions.map((position) => (position > 0 ? position - 1 : times.length + position)),
  );
  return times.filter((_, at) => picked.has(at));
}
