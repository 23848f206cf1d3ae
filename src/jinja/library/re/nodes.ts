/** A class of characters: `\d`, `\s`, `\w`, or the opposite. */
export interface Category {
  readonly kind: 'category';
  readonly name: 'digit' | 'space' | 'word';
  readonly negate: boolean;
}

/** One member of a character set. */
export type SetItem =
  | Category
  | { readonly kind: 'char'; readonly code: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

/** Where an assertion without width holds. */
export type Place = 'lineStart' | 'lineEnd' | 'textStart' | 'textEnd' | 'boundary' | 'nonBoundary';

/** What consumes exactly one character; flags are those in force where it was written. */
export type OneNode =
  | { readonly kind: 'char'; readonly code: number; readonly flags: number }
  | { readonly kind: 'any'; readonly flags: number }
  | {
      readonly kind: 'set';
      readonly negate: boolean;
      readonly items: readonly SetItem[];
      readonly flags: number;
    };

/** A parsed regular expression. */
export type Node =
  | OneNode
  | { readonly kind: 'at'; readonly place: Place; readonly flags: number }
  | { readonly kind: 'group'; readonly index: number | undefined; readonly body: Node }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'branch'; readonly options: readonly Node[] }
  | RepeatNode
  | { readonly kind: 'atomic'; readonly body: Node }
  | { readonly kind: 'look'; readonly behind: boolean; readonly negate: boolean; readonly body: Node }
  | { readonly kind: 'backreference'; readonly group: number; readonly flags: number }
  | {
      readonly kind: 'conditional';
      readonly group: number;
      readonly yes: Node;
      readonly no: Node | undefined;
    };

/** `body{min,max}`. */
export interface RepeatNode {
  readonly kind: 'repeat';
  readonly min: number;
  readonly max: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  readonly body: Node;
}

/** What the parser makes of a pattern. */
export interface ParsedPattern {
  readonly root: Node;
  readonly flags: number;
  /** Number of groups without group 0. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}
