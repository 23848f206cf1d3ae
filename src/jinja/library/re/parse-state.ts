import { PyError } from '../../objects/py-error.js';
import type { PatternSource } from './source.js';

/** Deeper patterns than this make Python's own compiler give up, too. */
const MAX_DEPTH = 200;

/** What parsing a pattern keeps track of. */
export class ParseState {
  readonly source: PatternSource;
  /** Flags of the whole pattern. */
  flags: number;
  readonly names = new Map<string, number>();
  /** Widths of the groups that are closed; `undefined` for open ones. Index 0 is the whole match. */
  readonly widths: (readonly [number, number] | undefined)[] = [undefined];
  /** Groups that conditions ask for, with the position of the question. */
  readonly asked = new Map<number, number>();
  /** Number of groups when the outermost look-behind began. */
  lookBehindGroups: number | undefined;
  #depth = 0;

  constructor(source: PatternSource, flags: number) {
    this.source = source;
    this.flags = flags;
  }

  /** Opens a group and gives its number. */
  openGroup(name: string | undefined): number {
    const index = this.widths.length;
    if (name !== undefined) {
      const old = this.names.get(name);
      if (old !== undefined) {
        this.source.fail(
          `redefinition of group name '${name}' as group ${index}; was group ${old}`,
          this.source.position - Array.from(name).length - 1,
        );
      }
      this.names.set(name, index);
    }
    this.widths.push(undefined);
    return index;
  }

  /** Checks a reference to a group that must be closed by now. */
  checkReference(group: number, errorAt: number): void {
    if (this.widths[group] === undefined) this.source.fail('cannot refer to an open group', errorAt);
    this.checkLookBehind(group);
  }

  /** A look-behind cannot refer to its own groups. */
  checkLookBehind(group: number): void {
    if (this.lookBehindGroups === undefined) return;
    if (this.widths[group] === undefined) {
      this.source.fail('cannot refer to an open group', this.source.position);
    }
    if (group >= this.lookBehindGroups) {
      this.source.fail(
        'cannot refer to group defined in the same lookbehind subpattern',
        this.source.position,
      );
    }
  }

  /** Runs a step of the parser one level deeper. */
  nested<T>(step: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw new PyError('RecursionError', 'maximum recursion depth exceeded');
    this.#depth += 1;
    try {
      return step();
    } finally {
      this.#depth -= 1;
    }
  }
}
