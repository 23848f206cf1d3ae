import { method } from '../objects/attribute.js';
import { onlySpace } from './white-space.js';

const digits =
  /^[\p{Nd}\xb2\xb3\xb9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792]+$/u;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const upper = /[\p{Uppercase}\p{Lt}]/u;
const lower = /\p{Lowercase}/u;

/** Methods of `str` that ask what characters it is made of. */
export const textTests = {
  isalnum: asking('isalnum', (text) => /^[\p{L}\p{N}]+$/u.test(text)),
  isalpha: asking('isalpha', (text) => /^\p{L}+$/u.test(text)),
  isascii: asking('isascii', (text) => !/[^\0-\x7f]/.test(text)),
  isdecimal: asking('isdecimal', (text) => /^\p{Nd}+$/u.test(text)),
  isdigit: asking('isdigit', (text) => digits.test(text)),
  isidentifier: asking('isidentifier', (text) => identifier.test(text)),
  islower: asking('islower', isLower),
  isnumeric: asking('isnumeric', (text) => /^[\p{N}零一二三四五六七八九十百千万億兆]+$/u.test(text)),
  isprintable: asking('isprintable', (text) => !/[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(text)),
  isspace: asking('isspace', (text) => onlySpace.test(text)),
  istitle: asking('istitle', isTitle),
  isupper: asking('isupper', isUpper),
};

function asking(name: string, test: (text: string) => boolean): ReturnType<typeof method<string>> {
  return method<string>(`${name}()`, (_rt, self) => test(self));
}

/** `text.islower()`. */
export function isLower(text: string): boolean {
  return lower.test(text) && !upper.test(text);
}

/** `text.isupper()`. */
export function isUpper(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !lower.test(text) && !/\p{Lt}/u.test(text);
}

function isTitle(text: string): boolean {
  let inWord = false;
  let found = false;
  for (const letter of text) {
    const isUpperLetter = upper.test(letter);
    const isLowerLetter = lower.test(letter);
    if ((isUpperLetter && inWord) || (isLowerLetter && !inWord)) return false;
    inWord = isUpperLetter || isLowerLetter;
    found ||= inWord;
  }
  return found;
}
