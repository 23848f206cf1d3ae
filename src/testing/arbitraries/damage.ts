import fc from 'fast-check';

type StoredRecord = Readonly<Record<string, unknown>>;

/** A record with one thing wrong. @public */
export interface Damaged {
  /** The record; everything in it but the damage is good. */
  readonly record: Readonly<Record<string, unknown>>;
  /** What is wrong with it, e.g. `a timeout of zero`. */
  readonly damage: string;
  /** Where: the path of the problem that a decoder reports, e.g. `parameters.timeout`. */
  readonly path: string;
}

/** Does one thing to a record that makes it unacceptable. */
export interface Damage {
  readonly damage: string;
  readonly path: string;
  readonly apply: (record: StoredRecord) => StoredRecord;
}

/** Good records, each with one of the damages. */
export const damaged = (
  records: fc.Arbitrary<StoredRecord>,
  damages: readonly Damage[],
): fc.Arbitrary<Damaged> =>
  fc.tuple(records, fc.constantFrom(...damages)).map(([record, { damage, path, apply }]) => ({
    record: apply(record),
    damage,
    path,
  }));

/** The damage of a field that has another value. */
export const withField = (name: string, value: unknown, damage: string, path = name): Damage => ({
  damage,
  path,
  apply: (record) => ({ ...record, [name]: value }),
});

/** The damage of a field that is missing. */
export const withoutField = (name: string, path = name): Damage => ({
  damage: `no ${name}`,
  path,
  apply: (record) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== name)),
});
