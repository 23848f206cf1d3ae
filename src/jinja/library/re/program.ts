import type { CharTest } from './chars.js';
import type { Place } from './nodes.js';

/** One step of a compiled pattern; targets are indexes of the program. */
export type Instruction =
  /** One character. */
  | { readonly op: 'char'; readonly code: number }
  | { readonly op: 'test'; readonly test: CharTest }
  /** As many characters as possible, at least `min`, giving one back at a time. */
  | {
      readonly op: 'run';
      readonly test: CharTest;
      readonly min: number;
      readonly max: number;
      readonly possessive: boolean;
    }
  /** Goes to `first`, and if that fails to `second`. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  /** Notes the position in a group's slot. */
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'close'; readonly group: number }
  | { readonly op: 'at'; readonly place: Place; readonly multiline: boolean; readonly ascii: boolean }
  /** Starts the counting of a loop. */
  | { readonly op: 'enter'; readonly register: number }
  /** Decides on another round of a loop. */
  | {
      readonly op: 'loop';
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly body: number;
      readonly exit: number;
    }
  /** Runs the part up to its `done` on its own, looking ahead, or behind by `back` characters. */
  | {
      readonly op: 'look';
      readonly body: number;
      readonly exit: number;
      readonly back: number;
      readonly negate: boolean;
    }
  /** Runs the part up to its `done` on its own and keeps only its first way of matching. */
  | { readonly op: 'atomic'; readonly body: number; readonly exit: number }
  | {
      readonly op: 'reference';
      readonly group: number;
      readonly ignoreCase: boolean;
      readonly ascii: boolean;
    }
  | { readonly op: 'condition'; readonly group: number; readonly no: number }
  | { readonly op: 'done' };

/** A compiled pattern. */
export interface Program {
  readonly code: readonly Instruction[];
  /** Two slots for each group, then the last closed group, then two for each loop. */
  readonly slotCount: number;
  readonly lastGroupSlot: number;
  /** A character that every match starts with. */
  readonly firstChar: number | undefined;
}
