import type { PyObject } from './py-value.js';
import { textKey } from './hash-key.js';
import { makeType, type PyType } from './py-type.js';

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
});
