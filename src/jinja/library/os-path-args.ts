import { textOf } from '../objects/coerce.js';
import type { PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';
import { typeName } from '../objects/type-name.js';
import { raise } from './raise.js';

/** Characters of a path that count as one step: they are only copied and compared. */
const CHARACTERS_PER_STEP = 16;

/** A path, counted: the result of a function is about as long as its paths. */
export function pathArg(rt: Runtime, value: PyValue | undefined): string {
  const text =
    textOf(value) ?? raise('TypeError', `expected str, bytes or os.PathLike object, not ${typeName(value)}`);
  return counted(rt, text);
}

/** A path after the first of `join`, whose error has words of its own. */
export function joinPart(rt: Runtime, value: PyValue): string {
  const text =
    textOf(value) ??
    raise('TypeError', `join() argument must be str, bytes, or os.PathLike object, not '${typeName(value)}'`);
  return counted(rt, text);
}

function counted(rt: Runtime, text: string): string {
  rt.step(1 + Math.ceil(text.length / CHARACTERS_PER_STEP));
  rt.reserve(text.length);
  return text;
}
