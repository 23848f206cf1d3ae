import { raise } from '../raise.js';
import type { PyMatch } from './match.js';
import type { PyPattern } from './pattern.js';
import { PatternSource } from './source.js';

/** A replacement: literal text and group numbers. */
export type Template = readonly (string | number)[];

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

/** Parses a replacement such as `\1-\g<name>`. */
export function parseTemplate(pattern: PyPattern, text: string): Template {
  if (!text.includes('\\')) return [text];
  const source = new PatternSource(text);
  const parts: (string | number)[] = [];
  for (let piece = source.next(); piece !== ''; piece = source.next()) {
    parts.push(piece.startsWith('\\') ? escapePart(pattern, source, piece) : piece);
  }
  return parts;
}

/** The text that a replacement gives for a match; groups without a part give nothing. */
export function expandTemplate(template: Template, match: PyMatch): string {
  return template.map((part) => (typeof part === 'string' ? part : (match.textOf(part) ?? ''))).join('');
}

function escapePart(pattern: PyPattern, source: PatternSource, piece: string): string | number {
  const letter = piece.slice(1);
  if (letter === 'g') return namedGroup(pattern, source);
  if (letter === '0') return octalText(source, piece + source.takeWhile(2, /^[0-7]$/));
  if (/[1-9]/.test(letter)) return numberedGroup(pattern, source, piece);
  const control = CONTROLS.get(letter);
  if (control !== undefined) return control;
  if (/[A-Za-z]/.test(letter)) source.fail(`bad escape ${piece}`, source.position - piece.length);
  return piece;
}

function namedGroup(pattern: PyPattern, source: PatternSource): number {
  if (!source.take('<')) source.fail('missing <', source.position);
  const name = source.takeUntil('>', 'group name');
  const at = source.position - Array.from(name).length - 1;
  if (/^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(name)) {
    return pattern.names.get(name) ?? raise('IndexError', `unknown group name '${name}'`);
  }
  if (!/^ *\+?[0-9]+ *$/.test(name)) source.fail(`bad character in group name '${name}'`, at);
  return existing(pattern, source, Number(name), at);
}

function numberedGroup(pattern: PyPattern, source: PatternSource, piece: string): string | number {
  let text = piece + source.takeWhile(1, /^[0-9]$/);
  if (/^\\[0-7]{2}$/.test(text)) text += source.takeWhile(1, /^[0-7]$/);
  if (/^\\[0-7]{3}$/.test(text)) return octalText(source, text);
  return existing(pattern, source, Number(text.slice(1)), source.position - text.length + 1);
}

function existing(pattern: PyPattern, source: PatternSource, group: number, at: number): number {
  return group > pattern.groups ? source.fail(`invalid group reference ${group}`, at) : group;
}

function octalText(source: PatternSource, text: string): string {
  const code = Number.parseInt(text.slice(1), 8);
  if (code > 0o377) {
    source.fail(`octal escape value ${text} outside of range 0-0o377`, source.position - text.length);
  }
  return String.fromCharCode(code);
}
