import { property } from '../../objects/attribute.js';
import { repr } from '../../objects/print.js';
import { PyTuple, tupleType } from '../../objects/py-tuple.js';
import { type PyType, makeType } from '../../objects/py-type.js';
import { type CivilDay, isoCalendar } from './civil.js';
import type { Tm } from './tm.js';

/** A tuple whose items have names, as `isocalendar()` and `timetuple()` return it. */
class NamedTuple extends PyTuple {
  readonly #type: () => PyType;

  constructor(type: () => PyType, items: readonly number[]) {
    super(items);
    this.#type = type;
  }

  override get type(): PyType {
    return this.#type();
  }
}

function namedTupleType(module: string, name: string, fields: readonly string[]): PyType {
  return makeType<NamedTuple>({
    name,
    module,
    base: tupleType,
    repr: (rt, self) =>
      `${module}.${name}(${fields.map((field, at) => `${field}=${repr(rt, self.items[at] ?? null)}`).join(', ')})`,
    attributes: Object.fromEntries(
      fields.map((field, at) => [field, property<NamedTuple>((_rt, self) => self.items[at] ?? null)]),
    ),
  });
}

const isoCalendarType = namedTupleType('datetime', 'IsoCalendarDate', ['year', 'week', 'weekday']);

const structTimeType = namedTupleType('time', 'struct_time', [
  'tm_year',
  'tm_mon',
  'tm_mday',
  'tm_hour',
  'tm_min',
  'tm_sec',
  'tm_wday',
  'tm_yday',
  'tm_isdst',
]);

/** What `isocalendar()` returns. */
export function isoCalendarTuple(day: CivilDay): PyTuple {
  const { year, week, weekday } = isoCalendar(day);
  return new NamedTuple(() => isoCalendarType, [year, week, weekday]);
}

/** What `timetuple()` returns. */
export function structTime(tm: Tm, isDst: number): PyTuple {
  const { year, month, day, hour, minute, second, weekday, yearDay } = tm;
  return new NamedTuple(
    () => structTimeType,
    [year, month, day, hour, minute, second, weekday, yearDay, isDst],
  );
}
