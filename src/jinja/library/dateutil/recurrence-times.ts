import { MAX_ORDINAL, daysInMonth, toOrdinal, weekdayOf } from '../datetime/civil.js';
import { PyDateTime } from '../datetime/datetime.js';
import { compareTimes } from '../datetime/instant.js';
import { raise } from '../raise.js';
import { dayTest } from './recurrence-days.js';
import { DAILY, type Recurrence, WEEKLY } from './recurrence.js';

/** Is told of work of about so many steps, and may throw. */
export type Tick = (steps: number) => void;

/** Seconds of the units below a day, by frequency from HOURLY on. */
const UNIT_SECONDS = [3600, 60, 1];

/** The calendar repeats after 400 years, which are whole weeks. */
const CALENDAR_DAYS = 146_097;

/** The times of a rule, in order. `tick` is told of the work, so that rules without times do not run for ever. */
export function* occurrences(rule: Recurrence, tick: Tick): Generator<PyDateTime, void> {
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
function* dayPeriods(rule: Recurrence, tick: Tick): Generator<readonly PyDateTime[], void> {
  const isChosen = dayTest(rule);
  const clocks = clockSeconds(rule);
  const cost = testCost(rule);
  let giveUpAt = barrenEnd(rule, rule.start.toOrdinal());
  for (const [first, last] of dayRanges(rule)) {
    tick(cost);
    if (first > giveUpAt) return;
    const times: PyDateTime[] = [];
    for (let day = first; day <= Math.min(last, MAX_ORDINAL); day += 1) {
      tick(cost);
      if (!isChosen(day)) continue;
      giveUpAt = barrenEnd(rule, day);
      tick(clocks.length);
      for (const seconds of clocks)
        times.push(PyDateTime.fromWall(day, seconds * 1_000_000, rule.start.tzinfo));
    }
    yield times;
  }
}

/** The day after which nothing comes: past the end of the rule, or a whole round of the calendar without a time. */
function barrenEnd(rule: Recurrence, lastTime: number): number {
  // A day more than the end has, whatever the zones of start and end are.
  const end = (rule.until?.toOrdinal() ?? MAX_ORDINAL) + 1;
  // The dates of Easter repeat only after millions of years.
  return rule.byeaster === undefined ? Math.min(end, lastTime + CALENDAR_DAYS * rule.interval + 366) : end;
}

/** About how many steps it takes to test a day: the lists of a rule may be as long as a template likes. */
function testCost(rule: Recurrence): number {
  const { bysetpos, bymonth, bymonthday, byyearday, byeaster, byweekno, byweekday } = rule;
  const { byhour, byminute, bysecond } = rule;
  const lists = [bysetpos, bymonth, bymonthday, byyearday, byeaster, byweekno, byweekday];
  const clocks = [byhour, byminute, bysecond];
  return [...lists, ...clocks].reduce((sum, list) => sum + (list?.length ?? 0), 2);
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
  const seconds = fieldValues('second', rule.bysecond ?? [start.second], 59);
  const minutes = fieldValues('minute', rule.byminute ?? [start.minute], 59);
  return fieldValues('hour', rule.byhour ?? [start.hour], 23).flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => hour * 3600 + minute * 60 + second)),
  );
}

/** Different values in order. Wrong ones are refused here, which also keeps their combinations few. */
function fieldValues(field: string, values: readonly number[], last: number): readonly number[] {
  if (values.some((value) => value < 0 || value > last))
    raise('ValueError', `${field} must be in 0..${last}`);
  return [...new Set(values)].sort((a, b) => a - b);
}

/** The times of each hour, minute or second. */
function* unitPeriods(rule: Recurrence, tick: Tick): Generator<readonly PyDateTime[], void> {
  const unit = UNIT_SECONDS[rule.freq - DAILY - 1] ?? 1;
  const isChosen = dayTest(rule);
  const { start } = rule;
  const base = start.hour * 3600 + start.minute * 60 + start.second;
  const extras = withinUnit(rule, unit);
  const cost = testCost(rule);
  const stride = unit * rule.interval;
  let chosenDay = 0;
  let giveUpAt = barrenEnd(rule, start.toOrdinal());
  for (let seconds = base - (base % unit); ; seconds += stride) {
    const day = start.toOrdinal() + Math.floor(seconds / 86_400);
    if (day > Math.min(giveUpAt, MAX_ORDINAL)) return;
    tick(cost);
    const clock = seconds % 86_400;
    if (chosenDay !== day && !isChosen(day)) seconds = lastBefore(seconds, 86_400, stride);
    else {
      chosenDay = day;
      const wrong = wrongUnit(rule, clock);
      if (wrong > 0) seconds = lastBefore(seconds, wrong, stride);
      else {
        giveUpAt = barrenEnd(rule, day);
        tick(extras.length);
        yield extras.map((extra) => PyDateTime.fromWall(day, (clock + extra) * 1_000_000, start.tzinfo));
      }
    }
  }
}

/** The last step that lies before the next whole unit: what is between is not chosen either. */
function lastBefore(seconds: number, unit: number, stride: number): number {
  const left = unit - (seconds % unit) - 1;
  return seconds + Math.floor(left / stride) * stride;
}

/** The unit, in seconds, whose value the rule does not choose; 0 if it chooses the clock. */
function wrongUnit(rule: Recurrence, clock: number): number {
  const refuses = (values: readonly number[] | undefined, value: number): boolean =>
    values !== undefined && !values.includes(value);
  if (refuses(rule.byhour, Math.floor(clock / 3600))) return 3600;
  if (rule.freq > DAILY + 1 && refuses(rule.byminute, Math.floor(clock / 60) % 60)) return 60;
  return rule.freq > DAILY + 2 && refuses(rule.bysecond, clock % 60) ? 1 : 0;
}

/** Seconds after the start of an hour or minute at which the rule has its times. */
function withinUnit(rule: Recurrence, unit: number): readonly number[] {
  const seconds = unit > 1 ? fieldValues('second', rule.bysecond ?? [rule.start.second], 59) : [0];
  const minutes = unit > 60 ? fieldValues('minute', rule.byminute ?? [rule.start.minute], 59) : [0];
  return minutes.flatMap((minute) => seconds.map((second) => minute * 60 + second));
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
