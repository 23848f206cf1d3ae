import type { PyObject, PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';
import { percentFormatMarkup } from '../format/percent.js';
import { escapedText } from './escape.js';
import { textKey } from './hash-key.js';
import { type BinaryOperator, makeType, type PyType } from './py-type.js';
import { contains } from './containers.js';
import { getItem } from './get-item.js';
import { repeatText } from './text-arithmetic.js';
import { textRepr } from './text-repr.js';

/** A str that is already safe HTML. */
export class Markup implements PyObject {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get type(): PyType {
    return markupType;
  }
}

/** `markupsafe.Markup`. */
export const markupType: PyType = makeType<Markup>({
  name: 'Markup',
  module: 'markupsafe',
  hash: (_rt, self) => textKey(self.text),
  str: (_rt, self) => self.text,
  repr: (_rt, self) => `Markup(${textRepr(self.text)})`,
  truth: (_rt, self) => self.text !== '',
  contains: (rt, self, item) => contains(rt, self.text, item),
  getItem: (rt, self, key) => {
    const part = getItem(rt, self.text, key);
    return typeof part === 'string' ? new Markup(part) : part;
  },
  binary: (rt, operator, self, other, reflected) => markupBinary(rt, operator, self, other, reflected),
});

function markupBinary(
  rt: Runtime,
  operator: BinaryOperator,
  self: Markup,
  other: PyValue,
  reflected: boolean,
): PyValue | undefined {
  if (operator === '+' && isTextual(other)) {
    const text = escapedText(rt, other);
    rt.reserve(text.length + self.text.length);
    return new Markup(reflected ? text + self.text : self.text + text);
  }
  if (operator === '%' && !reflected) return new Markup(percentFormatMarkup(rt, self.text, other));
  const repeated = operator === '*' ? repeatText(rt, self.text, other) : undefined;
  return repeated === undefined ? undefined : new Markup(repeated);
}

/** Only text and what knows its own HTML can be added to Markup. */
function isTextual(value: PyValue): boolean {
  if (typeof value === 'string' || value instanceof Markup) return true;
  return typeof value === 'object' && value?.type.hooks.html !== undefined;
}
