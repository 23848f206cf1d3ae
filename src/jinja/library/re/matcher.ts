import { caseVariants, isWord } from './chars.js';
import type { Instruction, Program } from './program.js';

/** Steps between two reports of work done. */
const REPORT_EVERY = 1024;

/** Is told of the steps since the last report and of the numbers kept; may throw. */
export type Report = (steps: number, kept: number) => void;

/** Marks a way that is another round of a lazy loop. */
const AGAIN = -2;

type At = Extract<Instruction, { op: 'at' }>;
type Loop = Extract<Instruction, { op: 'loop' }>;
type Run = Extract<Instruction, { op: 'run' }>;
type Look = Extract<Instruction, { op: 'look' }>;
type Reference = Extract<Instruction, { op: 'reference' }>;

/**
 * Matches one text with one program, by backtracking with a stack of its own.
 *
 * A JavaScript RegExp cannot be interrupted, so that a pattern of a template could block the process for years. This
 * matcher reports its work as it goes, and the report may throw. It also has what RegExp lacks: Python's groups that
 * keep their text from earlier rounds, conditions, possessive and atomic parts, and positions by code point.
 */
export class Matcher {
  readonly #program: Program;
  readonly #text: Int32Array;
  /** The text ends here for the pattern. */
  readonly #end: number;
  readonly #report: Report;
  /** Group positions, the last closed group, loop registers: -1 for unset. */
  #slots: number[] = [];
  /** Ways not tried yet: program index, position, length of the trail, least position of a run or -1. */
  #ways: number[] = [];
  /** Overwritten slots: slot, old value. */
  #trail: number[] = [];
  /** Steps not reported yet. */
  #steps = 0;

  constructor(program: Program, text: Int32Array, end: number, report: Report) {
    this.#program = program;
    this.#text = text;
    this.#end = end;
    this.#report = report;
  }

  /** The slots of a match that starts exactly here, `undefined` if there is none. */
  matchAt(start: number, wholeText: boolean, notEmpty = false): readonly number[] | undefined {
    this.#count(this.#program.slotCount);
    this.#slots = new Array<number>(this.#program.slotCount).fill(-1);
    this.#ways = [];
    this.#trail = [];
    for (let end = this.#run(0, start); end >= 0; end = this.#retry(0)) {
      if ((wholeText && end !== this.#end) || (notEmpty && end === start)) continue;
      this.#slots[0] = start;
      this.#slots[1] = end;
      return this.#slots;
    }
    return undefined;
  }

  /** The first match at or after a position. */
  search(from: number, notEmptyAtStart = false): readonly number[] | undefined {
    const { firstChar } = this.#program;
    for (let start = from; start <= this.#end; start += 1) {
      this.#count();
      if (firstChar !== undefined && (start === this.#end || this.#text[start] !== firstChar)) continue;
      const found = this.matchAt(start, false, notEmptyAtStart && start === from);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Reports the work that has not been reported yet. */
  finish(): void {
    const steps = this.#steps;
    this.#steps = 0;
    this.#report(steps, this.#ways.length + this.#trail.length);
  }

  #count(steps = 1): void {
    this.#steps += steps;
    if (this.#steps >= REPORT_EVERY) this.finish();
  }

  #set(slot: number, value: number): void {
    this.#trail.push(slot, this.#slots[slot] ?? -1);
    this.#slots[slot] = value;
  }

  #undo(length: number): void {
    while (this.#trail.length > length) {
      const old = this.#trail.pop() ?? -1;
      const slot = this.#trail.pop() ?? 0;
      this.#slots[slot] = old;
    }
  }

  #remember(at: number, position: number, least = -1): void {
    this.#ways.push(at, position, this.#trail.length, least);
  }

  /** Goes back to the last way not tried above a depth of the stack; -1 if there is none. */
  #retry(depth: number): number {
    while (this.#ways.length > depth) {
      const least = this.#ways.pop() ?? -1;
      const trail = this.#ways.pop() ?? 0;
      const position = this.#ways.pop() ?? 0;
      const at = this.#ways.pop() ?? 0;
      this.#undo(trail);
      if (least >= 0 && position > least) this.#remember(at, position - 1, least);
      const end = this.#forward(least === AGAIN ? this.#lazyBody(at, position) : at, position);
      if (end >= 0) return end;
    }
    return -1;
  }

  #lazyBody(at: number, position: number): number {
    const loop = this.#program.code[at];
    return loop?.op === 'loop' ? this.#again(loop, position) : at;
  }

  /** Matches from a program index on, trying all ways; the end position or -1. */
  #run(at: number, position: number): number {
    const depth = this.#ways.length;
    const end = this.#forward(at, position);
    return end >= 0 ? end : this.#retry(depth);
  }

  /** Follows one way until it is done or fails. */
  #forward(startAt: number, startPosition: number): number {
    let at = startAt;
    let position = startPosition;
    for (;;) {
      const instruction = this.#program.code[at];
      if (instruction === undefined) return -1;
      this.#count();
      at += 1;
      switch (instruction.op) {
        case 'char':
          if (position >= this.#end || this.#text[position] !== instruction.code) return -1;
          position += 1;
          break;
        case 'test':
          if (position >= this.#end || !instruction.test(this.#text[position] ?? 0)) return -1;
          position += 1;
          break;
        case 'run':
          position = this.#repeat(instruction, at, position);
          if (position < 0) return -1;
          break;
        case 'split':
          this.#remember(instruction.second, position);
          at = instruction.first;
          break;
        case 'jump':
          at = instruction.to;
          break;
        case 'save':
          this.#set(instruction.slot, position);
          break;
        case 'close':
          this.#close(instruction.group, position);
          break;
        case 'at':
          if (!this.#holds(instruction, position)) return -1;
          break;
        case 'enter':
          this.#set(instruction.register, 0);
          this.#set(instruction.register + 1, -1);
          break;
        case 'loop':
          at = this.#loop(instruction, position);
          break;
        case 'look':
          if (!this.#look(instruction, position)) return -1;
          at = instruction.exit;
          break;
        case 'atomic':
          position = this.#alone(instruction.body, position);
          if (position < 0) return -1;
          at = instruction.exit;
          break;
        case 'reference':
          position = this.#reference(instruction, position);
          if (position < 0) return -1;
          break;
        case 'condition':
          if ((this.#slots[instruction.group * 2 + 1] ?? -1) < 0) at = instruction.no;
          break;
        case 'done':
          return position;
      }
    }
  }

  #close(group: number, position: number): void {
    this.#set(group * 2 + 1, position);
    this.#set(this.#program.lastGroupSlot, group);
  }

  #repeat(run: Run, next: number, start: number): number {
    const limit = Math.min(this.#end, start + run.max);
    let position = start;
    while (position < limit && run.test(this.#text[position] ?? 0)) {
      position += 1;
      this.#count();
    }
    const least = start + run.min;
    if (position < least) return -1;
    if (!run.possessive && position > least) this.#remember(next, position - 1, least);
    return position;
  }

  /** A round that matched nothing is not repeated. */
  #loop(loop: Loop, position: number): number {
    const count = this.#slots[loop.register] ?? 0;
    if (count < loop.min) {
      this.#set(loop.register, count + 1);
      return loop.body;
    }
    const more = count < loop.max && this.#slots[loop.register + 1] !== position;
    if (!more) return loop.exit;
    if (loop.lazy) {
      // The way not taken is another round: `again` counts it when it is tried.
      this.#remember(loop.body - 1, position, AGAIN);
      return loop.exit;
    }
    this.#remember(loop.exit, position);
    return this.#again(loop, position);
  }

  #again(loop: Loop, position: number): number {
    this.#set(loop.register, (this.#slots[loop.register] ?? 0) + 1);
    this.#set(loop.register + 1, position);
    return loop.body;
  }

  /** Runs a part on its own: its other ways are forgotten. */
  #alone(body: number, position: number): number {
    const depth = this.#ways.length;
    const end = this.#run(body, position);
    this.#ways.length = depth;
    return end;
  }

  #look(look: Look, position: number): boolean {
    if (position < look.back) return look.negate;
    const trail = this.#trail.length;
    const found = this.#alone(look.body, position - look.back) >= 0;
    // Only what a positive look has found stays.
    if (!found || look.negate) this.#undo(trail);
    return found !== look.negate;
  }

  #reference(reference: Reference, position: number): number {
    const start = this.#slots[reference.group * 2] ?? -1;
    const end = this.#slots[reference.group * 2 + 1] ?? -1;
    if (start < 0 || end < start || position + end - start > this.#end) return -1;
    for (let at = start; at < end; at += 1) {
      this.#count();
      const wanted = this.#text[at] ?? 0;
      const given = this.#text[position + at - start] ?? 0;
      if (wanted === given) continue;
      if (!reference.ignoreCase || !caseVariants(wanted, reference.ascii).includes(given)) return -1;
    }
    return position + end - start;
  }

  #holds(instruction: At, position: number): boolean {
    switch (instruction.place) {
      case 'textStart':
        return position === 0;
      case 'textEnd':
        return position === this.#end;
      case 'lineStart':
        return position === 0 || this.#text[position - 1] === 10;
      case 'lineEnd':
        if (position === this.#end) return true;
        return this.#text[position] === 10 && (instruction.multiline || position + 1 === this.#end);
      case 'boundary':
        return this.#atBoundary(position, instruction.ascii);
      case 'nonBoundary':
        // Python finds no `\B` in an empty text.
        return this.#end > 0 && !this.#atBoundary(position, instruction.ascii);
    }
  }

  #atBoundary(position: number, ascii: boolean): boolean {
    const before = position > 0 && isWord(this.#text[position - 1] ?? 0, ascii);
    const after = position < this.#end && isWord(this.#text[position] ?? 0, ascii);
    return before !== after;
  }
}
