/** Where a piece of the template is: offsets into its text after the newlines were normalised. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expression. */
export type Expression =
  | {
      readonly kind: 'constant';
      readonly value: null | boolean | number | bigint | string;
      readonly at: Span;
    }
  | { readonly kind: 'float'; readonly value: number; readonly at: Span }
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly Expression[]; readonly at: Span }
  | { readonly kind: 'dict'; readonly items: readonly DictItem[]; readonly at: Span }
  | { readonly kind: 'attribute'; readonly target: Expression; readonly name: string; readonly at: Span }
  | { readonly kind: 'item'; readonly target: Expression; readonly key: Expression; readonly at: Span }
  | SliceExpression
  | CallExpression
  | FilterExpression
  | TestExpression
  | { readonly kind: 'not'; readonly operand: Expression; readonly at: Span }
  | { readonly kind: 'unary'; readonly operator: '+' | '-'; readonly operand: Expression; readonly at: Span }
  | BinaryExpression
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression; readonly at: Span }
  | { readonly kind: 'concat'; readonly parts: readonly Expression[]; readonly at: Span }
  | CompareExpression
  | ConditionalExpression;

/** `key: value` of a dict display. */
export interface DictItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `start:stop:step`, the key of an item expression. */
export interface SliceExpression {
  readonly kind: 'slice';
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
  readonly at: Span;
}

/** Operators of arithmetic. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** `left operator right`. */
export interface BinaryExpression {
  readonly kind: 'binary';
  readonly operator: ArithmeticOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly at: Span;
}

/** Operators of a comparison. */
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

/** `first op second op third ...`, where each operand is evaluated once. */
export interface CompareExpression {
  readonly kind: 'compare';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: CompareOperator; readonly operand: Expression }[];
  readonly at: Span;
}

/** `then if test else otherwise`. */
export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | undefined;
  readonly at: Span;
}

/** What stands between the parentheses of a call. */
export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  readonly star: Expression | undefined;
  readonly doubleStar: Expression | undefined;
}

/** `callee(...)`. */
export interface CallExpression {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: CallArguments;
  readonly at: Span;
}

/** `target|name(...)`; without target in a filter block, whose body it is then. */
export interface FilterExpression {
  readonly kind: 'filter';
  readonly target: Expression | undefined;
  readonly name: string;
  readonly args: CallArguments;
  readonly at: Span;
}

/** `target is name(...)`. */
export interface TestExpression {
  readonly kind: 'test';
  readonly target: Expression;
  readonly name: string;
  readonly args: CallArguments;
  readonly at: Span;
}

/** What can be assigned to. */
export type Target =
  | { readonly kind: 'name'; readonly name: string; readonly at: Span }
  | { readonly kind: 'namespace'; readonly name: string; readonly attribute: string; readonly at: Span }
  | { readonly kind: 'tuple'; readonly items: readonly Target[]; readonly at: Span };

/** A parameter of a macro or call block. */
export interface MacroParameter {
  readonly name: string;
  readonly defaultValue: Expression | undefined;
}

/** A piece of a template's body. */
export type Statement =
  | { readonly kind: 'text'; readonly text: string; readonly at: Span }
  | { readonly kind: 'output'; readonly values: readonly Expression[]; readonly at: Span }
  | ForStatement
  | IfStatement
  | { readonly kind: 'set'; readonly target: Target; readonly value: Expression; readonly at: Span }
  | SetBlockStatement
  | WithStatement
  | MacroStatement
  | CallStatement
  | FilterStatement
  | { readonly kind: 'autoescape'; readonly value: Expression; readonly body: Body; readonly at: Span }
  | BlockStatement
  | { readonly kind: 'loader'; readonly tag: 'include' | 'import' | 'from' | 'extends'; readonly at: Span };

/** Statements in a row. */
export type Body = readonly Statement[];

/** `{% for %}`. */
export interface ForStatement {
  readonly kind: 'for';
  readonly target: Target;
  readonly source: Expression;
  readonly test: Expression | undefined;
  readonly recursive: boolean;
  readonly body: Body;
  readonly otherwise: Body;
  readonly at: Span;
}

/** `{% if %}` with its `elif`s. */
export interface IfStatement {
  readonly kind: 'if';
  readonly branches: readonly { readonly test: Expression; readonly body: Body }[];
  readonly otherwise: Body;
  readonly at: Span;
}

/** `{% set x %}...{% endset %}`. */
export interface SetBlockStatement {
  readonly kind: 'setBlock';
  readonly target: Target;
  readonly filter: FilterExpression | undefined;
  readonly body: Body;
  readonly at: Span;
}

/** `{% with %}`. */
export interface WithStatement {
  readonly kind: 'with';
  readonly targets: readonly Target[];
  readonly values: readonly Expression[];
  readonly body: Body;
  readonly at: Span;
}

/** `{% macro %}`. */
export interface MacroStatement {
  readonly kind: 'macro';
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  readonly body: Body;
  readonly at: Span;
}

/** `{% call %}`. */
export interface CallStatement {
  readonly kind: 'call';
  readonly call: CallExpression;
  readonly parameters: readonly MacroParameter[];
  readonly body: Body;
  readonly at: Span;
}

/** `{% filter %}`. */
export interface FilterStatement {
  readonly kind: 'filter';
  readonly filter: FilterExpression;
  readonly body: Body;
  readonly at: Span;
}

/** `{% block %}`. */
export interface BlockStatement {
  readonly kind: 'block';
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: Body;
  readonly at: Span;
}
