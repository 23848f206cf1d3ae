import type { PyObject } from '../../objects/py-value.js';
import type { PyType } from '../../objects/py-type.js';
import type { Runtime } from '../../objects/runtime.js';
import { TextGrowth } from '../text-growth.js';
import { compileProgram } from './compile.js';
import { PyMatch } from './match.js';
import { Matcher } from './matcher.js';
import { parsePattern } from './parse.js';
import { patternType } from './pattern-type.js';
import type { Program } from './program.js';
import type { Subject } from './subject.js';

/** How many matcher steps count as one step of the render. */
const STEPS_PER_RENDER_STEP = 8;

/** How the text must match: at the start, as a whole, or anywhere. */
export type MatchKind = 'match' | 'fullmatch' | 'search';

/** Python's `re.Pattern`. */
export class PyPattern implements PyObject {
  readonly source: string;
  readonly flags: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly program: Program;

  constructor(source: string, flags: number) {
    const parsed = parsePattern(source, flags);
    this.source = source;
    this.flags = parsed.flags;
    this.groups = parsed.groups;
    this.names = parsed.names;
    this.program = compileProgram(parsed);
  }

  get type(): PyType {
    return patternType;
  }

  /** One match, or `undefined`. */
  find(rt: Runtime, subject: Subject, kind: MatchKind, pos = 0, endpos = Infinity): PyMatch | undefined {
    const [start, end] = clampRange(subject, pos, endpos);
    if (start > end) return undefined;
    const matcher = this.#matcher(rt, subject, end);
    const slots = kind === 'search' ? matcher.search(start) : matcher.matchAt(start, kind === 'fullmatch');
    matcher.finish();
    return slots === undefined ? undefined : new PyMatch(this, subject, slots, start, end);
  }

  /** All matches from left to right; an empty one may follow another match, but not an empty one at the same place. */
  *findAll(rt: Runtime, subject: Subject, pos = 0, endpos = Infinity): Generator<PyMatch, void> {
    const [start, end] = clampRange(subject, pos, endpos);
    const matcher = this.#matcher(rt, subject, end);
    let from: number = start;
    let wasEmpty = false;
    for (;;) {
      const slots: readonly number[] | undefined = from > end ? undefined : matcher.search(from, wasEmpty);
      matcher.finish();
      if (slots === undefined) return;
      rt.reserve(slots.length);
      const match: PyMatch = new PyMatch(this, subject, slots, start, end);
      yield match;
      from = match.endOf(0);
      wasEmpty = match.endOf(0) === match.startOf(0);
    }
  }

  #matcher(rt: Runtime, subject: Subject, end: number): Matcher {
    const growth = new TextGrowth(rt);
    return new Matcher(this.program, subject.codes, end, (steps, kept) => {
      if (kept > growth.size) growth.add(kept - growth.size);
      rt.step(Math.ceil(steps / STEPS_PER_RENDER_STEP));
    });
  }
}

function clampRange(subject: Subject, pos: number, endpos: number): readonly [number, number] {
  const clamp = (value: number): number => Math.min(Math.max(value, 0), subject.length);
  return [pos > subject.length ? subject.length + 1 : clamp(pos), clamp(endpos)];
}
