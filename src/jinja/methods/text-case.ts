import { method } from '../objects/attribute.js';
import type { Runtime } from '../objects/runtime.js';

const cased = /[\p{Lowercase}\p{Uppercase}\p{Lt}]/u;

/** Letters whose title form differs from their upper form. */
const titleForms: ReadonlyMap<string, string> = new Map([
  ['\u01c4', '\u01c5'],
  ['\u01c6', '\u01c5'],
  ['\u01c7', '\u01c8'],
  ['\u01c9', '\u01c8'],
  ['\u01ca', '\u01cb'],
  ['\u01cc', '\u01cb'],
  ['\u01f1', '\u01f2'],
  ['\u01f3', '\u01f2'],
]);

/** Methods of `str` that change the case of letters. */
export const caseMethods = {
  lower: changing('lower', (text) => text.toLowerCase()),
  upper: changing('upper', (text) => text.toUpperCase()),
  capitalize: changing('capitalize', capitalize),
  title: changing('title', title),
  swapcase: changing('swapcase', swapCase),
  casefold: changing('casefold', foldCase),
};

function changing(name: string, change: (text: string) => string): ReturnType<typeof method<string>> {
  return method<string>(`${name}()`, (rt: Runtime, self) => {
    rt.reserve(self.length);
    return change(self);
  });
}

/** `text.capitalize()`. */
export function capitalize(text: string): string {
  const [first = '', ...rest] = text;
  return titleLetter(first) + (rest.length === 0 ? '' : text.slice(first.length).toLowerCase());
}

/** `text.title()`: a letter after anything without case begins a word. */
export function title(text: string): string {
  let inWord = false;
  let out = '';
  for (const letter of text) {
    out += inWord ? letter.toLowerCase() : titleLetter(letter);
    inWord = cased.test(letter);
  }
  return out;
}

/** The title form of one letter; one that becomes several is upper case only at its start. */
function titleLetter(letter: string): string {
  const special = titleForms.get(letter);
  if (special !== undefined) return special;
  const [first = '', ...rest] = letter.toUpperCase();
  return first + rest.join('').toLowerCase();
}

function swapCase(text: string): string {
  return Array.from(text, (letter) => {
    const lower = letter.toLowerCase();
    return letter === lower ? letter.toUpperCase() : lower;
  }).join('');
}

/** Letters that differ in case only become the same; the dotless i has no partner. */
export function foldCase(text: string): string {
  return Array.from(text, (letter) =>
    letter === '\u0131' ? letter : letter.toLowerCase().toUpperCase().toLowerCase(),
  ).join('');
}
