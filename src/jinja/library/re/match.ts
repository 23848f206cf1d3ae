import type { PyObject, PyValue } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import { matchType } from './match-type.js';
import type { PyPattern } from './pattern.js';
import type { Subject } from './subject.js';

/** Python's `re.Match`. */
export class PyMatch implements PyObject {
  readonly pattern: PyPattern;
  readonly subject: Subject;
  readonly slots: readonly number[];
  readonly pos: number;
  readonly endpos: number;

  constructor(pattern: PyPattern, subject: Subject, slots: readonly number[], pos: number, endpos: number) {
    this.pattern = pattern;
    this.subject = subject;
    this.slots = slots;
    this.pos = pos;
    this.endpos = endpos;
  }

  get type(): PyType {
    return matchType;
  }

  /** Where a group starts; -1 if it took no part. */
  startOf(group: number): number {
    return this.endOf(group) < 0 ? -1 : (this.slots[group * 2] ?? -1);
  }

  endOf(group: number): number {
    return this.slots[group * 2 + 1] ?? -1;
  }

  /** The text of a group; `undefined` if it took no part. */
  textOf(group: number): string | undefined {
    const end = this.endOf(group);
    return end < 0 ? undefined : this.subject.slice(this.startOf(group), end);
  }

  /** The text of a group, or a default. */
  groupOr(group: number, fallback: PyValue): PyValue {
    return this.textOf(group) ?? fallback;
  }

  /** The number of the group that was closed last. */
  get lastIndex(): number | undefined {
    const index = this.slots[this.pattern.program.lastGroupSlot] ?? -1;
    return index < 0 ? undefined : index;
  }

  /** All groups but the whole match. */
  groups(fallback: PyValue): PyValue[] {
    return Array.from({ length: this.pattern.groups }, (_, at) => this.groupOr(at + 1, fallback));
  }
}
