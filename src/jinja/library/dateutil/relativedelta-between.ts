import { PyDate } from '../datetime/date.js';
import { PyDateTime } from '../datetime/datetime.js';
import { compareTimes, subtractTimes } from '../datetime/instant.js';
import { PyTimeDelta } from '../datetime/timedelta.js';
import { addRelative } from './relativedelta-add.js';
import { PyRelativeDelta } from './relativedelta.js';

/** `relativedelta(dt1, dt2)`: what must be added to the second time to get the first. */
export function relativeBetween(a: PyDate | PyDateTime, b: PyDate | PyDateTime): PyRelativeDelta {
  const [end, start] = sameKind(a, b);
  let months = (end.year - start.year) * 12 + end.month - start.month;
  let reached = addRelative(start, new PyRelativeDelta({ months }));
  const forward = compare(end, start) < 0;
  // Whole months must not lead past the end.
  while (forward ? compare(end, reached) > 0 : compare(end, reached) < 0) {
    months += forward ? 1 : -1;
    reached = addRelative(start, new PyRelativeDelta({ months }));
  }
  const rest = subtract(end, reached);
  return new PyRelativeDelta({
    months,
    seconds: rest.seconds + rest.days * 86_400,
    microseconds: rest.microseconds,
  });
}

function sameKind(
  a: PyDate | PyDateTime,
  b: PyDate | PyDateTime,
): readonly [PyDate | PyDateTime, PyDate | PyDateTime] {
  if (a instanceof PyDate === b instanceof PyDate) return [a, b];
  return [asTime(a), asTime(b)];
}

function asTime(day: PyDate | PyDateTime): PyDateTime {
  return day instanceof PyDate ? PyDateTime.fromWall(day.toOrdinal(), 0) : day;
}

function compare(a: PyDate | PyDateTime, b: PyDate | PyDateTime): number {
  if (a instanceof PyDateTime && b instanceof PyDateTime) return compareTimes(a, b);
  return a.toOrdinal() - b.toOrdinal();
}

function subtract(a: PyDate | PyDateTime, b: PyDate | PyDateTime): PyTimeDelta {
  if (a instanceof PyDateTime && b instanceof PyDateTime) return subtractTimes(a, b);
  return PyTimeDelta.of(a.toOrdinal() - b.toOrdinal());
}
