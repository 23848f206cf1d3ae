import { Markup } from '../objects/markup.js';
import { textOf } from '../objects/coerce.js';
import { typeError } from '../objects/py-error.js';
import { typeName } from '../objects/type-name.js';
import type { PyValue } from '../objects/py-value.js';
import type { Execute, Frame } from './frame.js';
import { Output } from './output.js';

/** Runs a body and gives what it wrote: as Markup if output is escaped there. */
export function capture(execute: Execute, frame: Frame, autoescape?: boolean): PyValue {
  const text = captureText(execute, frame);
  return (autoescape ?? frame.run.autoescape) ? new Markup(text) : text;
}

/** Runs a body and gives what it wrote. */
export function captureText(execute: Execute, frame: Frame): string {
  const out = new Output(frame.run.limits.maxOutputLength);
  execute(frame, out);
  frame.run.reserve(out.text.length);
  return out.text;
}

/** What a filter block or a call block gives is written as it is, so it must be text. */
export function requireText(value: PyValue): string {
  const text = textOf(value);
  if (text === undefined) throw typeError(`expected str instance, ${typeName(value)} found`);
  return text;
}
