import { valueError } from '../objects/py-error.js';

/** A piece of a format string: literal text, or a field. */
export interface FormatPiece {
  readonly literal: string;
  /** The field after the text. */
  readonly field: FormatField | undefined;
}

/** `{name!conversion:spec}`. */
export interface FormatField {
  readonly name: string;
  readonly conversion: string | undefined;
  readonly spec: string;
}

/** Cuts a format string into pieces. */
export function parseFormat(text: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let literal = '';
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character !== '{' && character !== '}') {
      literal += character;
      at += 1;
    } else if (text.charAt(at + 1) === character) {
      literal += character;
      at += 2;
    } else if (character === '}') {
      throw valueError("Single '}' encountered in format string");
    } else {
      const end = findEnd(text, at);
      pieces.push({ literal, field: parseField(text.slice(at + 1, end)) });
      literal = '';
      at = end + 1;
    }
  }
  return literal === '' ? pieces : [...pieces, { literal, field: undefined }];
}

/** The brace that closes the one at `start`. */
function findEnd(text: string, start: number): number {
  if (start + 1 >= text.length) throw valueError("Single '{' encountered in format string");
  let depth = 0;
  let inIndex = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '[' && depth === 1) inIndex = true;
    else if (character === ']') inIndex = false;
    else if (character === '{' && !inIndex) depth += 1;
    else if (character === '}' && !inIndex) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw valueError("expected '}' before end of string");
}

function parseField(text: string): FormatField {
  const end = nameEnd(text);
  const name = text.slice(0, end);
  const rest = text.slice(end);
  if (rest === '') return { name, conversion: undefined, spec: '' };
  if (rest.startsWith(':')) return { name, conversion: undefined, spec: rest.slice(1) };
  const [, conversion] = /^!([^])/u.exec(rest) ?? [];
  if (conversion === undefined) throw valueError('end of string while looking for conversion specifier');
  const after = rest.slice(1 + conversion.length);
  if (after !== '' && !after.startsWith(':')) throw valueError("expected ':' after conversion specifier");
  return { name, conversion, spec: after.slice(1) };
}

/** A name ends at `!` or `:` outside of brackets. */
function nameEnd(text: string): number {
  let inIndex = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '{' || character === '}') throw valueError(`unexpected '${character}' in field name`);
    if (character === '[') inIndex = true;
    else if (character === ']') inIndex = false;
    else if (!inIndex && (character === '!' || character === ':')) return at;
  }
  return text.length;
}

/** One step of a field's name: `.attribute` or `[index]`. */
export interface NameStep {
  readonly kind: 'attribute' | 'index';
  readonly name: string;
}

/** Cuts `a.b[c]` into its first word and the steps behind it. */
export function parseName(name: string): { readonly first: string; readonly steps: readonly NameStep[] } {
  const [first = ''] = /^[^.[]*/.exec(name) ?? [];
  const steps: NameStep[] = [];
  let at = first.length;
  const step = /\.([^.[]*)|\[([^\]]*)\]/y;
  while (at < name.length) {
    step.lastIndex = at;
    const match = step.exec(name);
    if (match === null)
      throw valueError(
        name.charAt(at) === '['
          ? "Missing ']' in format string"
          : "Only '.' or '[' may follow ']' in format field specifier",
      );
    const [whole, attribute, index] = match;
    if (attribute === '' || index === '') throw valueError('Empty attribute in format string');
    steps.push(
      attribute === undefined ? { kind: 'index', name: index ?? '' } : { kind: 'attribute', name: attribute },
    );
    at += whole.length;
  }
  return { first, steps };
}
