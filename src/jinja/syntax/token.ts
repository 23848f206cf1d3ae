/** Kinds of tokens; operators are of the kind `operator` and told apart by their text. */
export type TokenKind =
  | 'data'
  | 'variableBegin'
  | 'variableEnd'
  | 'blockBegin'
  | 'blockEnd'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'end';

/** One word of the template. */
export interface Token {
  readonly kind: TokenKind;
  /** The text: of a string what it stands for, of the others what is written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
