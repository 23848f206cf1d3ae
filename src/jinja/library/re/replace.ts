import { isCallable } from '../../objects/call.js';
import { textOf } from '../../objects/coerce.js';
import type { PyValue } from '../../objects/py-value.js';
import type { Runtime } from '../../objects/runtime.js';
import { typeName } from '../../objects/type-name.js';
import { raise } from '../raise.js';
import type { PyMatch } from './match.js';
import type { PyPattern } from './pattern.js';
import type { Subject } from './subject.js';
import { expandTemplate, parseTemplate } from './template.js';

/** A text after replacement, and how many were made. */
export interface Replaced {
  readonly text: string;
  readonly count: number;
}

/** `sub` and `subn`: a limit of 0 replaces all. */
export function replaceAll(
  rt: Runtime,
  pattern: PyPattern,
  replacement: PyValue,
  subject: Subject,
  limit: number,
): Replaced {
  const replace = replacer(rt, pattern, replacement);
  const parts: string[] = [];
  let size = 0;
  let from = 0;
  let count = 0;
  for (const match of pattern.findAll(rt, subject)) {
    const piece = subject.slice(from, match.startOf(0)) + replace(match);
    size += piece.length;
    rt.reserve(size);
    parts.push(piece);
    from = match.endOf(0);
    count += 1;
    if (count === limit) break;
  }
  return { text: parts.join('') + subject.slice(from, subject.length), count };
}

function replacer(rt: Runtime, pattern: PyPattern, replacement: PyValue): (match: PyMatch) => string {
  const text = textOf(replacement);
  if (text !== undefined) {
    const template = parseTemplate(pattern, text);
    return (match) => expandTemplate(template, match);
  }
  if (!isCallable(replacement)) {
    raise('TypeError', `decoding to str: need a bytes-like object, ${typeName(replacement)} found`);
  }
  return (match) => calledText(rt.call(replacement, [match]));
}

function calledText(value: PyValue): string {
  if (value === null) return '';
  return (
    textOf(value) ?? raise('TypeError', `sequence item 0: expected str instance, ${typeName(value)} found`)
  );
}

/** `split`: the pieces between matches, with the groups of each match between them. */
export function splitAll(rt: Runtime, pattern: PyPattern, subject: Subject, limit: number): PyValue[] {
  const pieces: PyValue[] = [];
  let from = 0;
  let count = 0;
  for (const match of pattern.findAll(rt, subject)) {
    pieces.push(subject.slice(from, match.startOf(0)), ...match.groups(null));
    rt.reserve(pieces.length);
    from = match.endOf(0);
    count += 1;
    if (count === limit) break;
  }
  pieces.push(subject.slice(from, subject.length));
  return pieces;
}
