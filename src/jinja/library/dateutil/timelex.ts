const WORD = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;
const SPACE = /^\s$/u;

/** Splits a date text in tokens: words, numbers, single other characters; dots belong to what is around them. */
export function splitTime(text: string): string[] {
  const characters = Array.from(text).filter((character) => character !== '\0');
  const tokens: string[] = [];
  let at = 0;
  while (at < characters.length) {
    const [token, state, letters, next] = scan(characters, at);
    at = next;
    tokens.push(...splitDots(token, state, letters));
  }
  return tokens;
}

type State = 'word' | 'number' | 'word.' | 'number.' | 'other';

/** Reads one token: its text, what it is, whether it has seen letters, and where the next one starts. */
function scan(characters: readonly string[], start: number): readonly [string, State, boolean, number] {
  let token = characters[start] ?? '';
  if (!WORD.test(token) && !DIGIT.test(token))
    return [SPACE.test(token) ? ' ' : token, 'other', false, start + 1];
  let state: State = WORD.test(token) ? 'word' : 'number';
  let letters = false;
  let at = start + 1;
  for (; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (state.startsWith('word')) letters = true;
    const next = nextState(state, character, token);
    if (next === undefined) break;
    token += character;
    state = next;
  }
  // A word at the end of the text has met no further character.
  return [token, state, letters, at];
}

function nextState(state: State, character: string, token: string): State | undefined {
  const word = WORD.test(character);
  const digit = DIGIT.test(character);
  switch (state) {
    case 'word':
      return word ? 'word' : character === '.' ? 'word.' : undefined;
    case 'number':
      if (digit) return 'number';
      return character === '.' || (character === ',' && token.length >= 2) ? 'number.' : undefined;
    case 'word.':
      if (character === '.' || word) return 'word.';
      return digit && token.endsWith('.') ? 'number.' : undefined;
    case 'number.':
      if (character === '.' || digit) return 'number.';
      return word && token.endsWith('.') ? 'word.' : undefined;
    case 'other':
      return undefined;
  }
}

/** Dots and commas that are no decimal point separate. */
function splitDots(token: string, state: State, letters: boolean): string[] {
  if (!state.endsWith('.')) return [token];
  const dots = token.split('.').length - 1;
  const pieces = letters || dots > 1 || /[.,]$/.test(token) ? token.split(/([.,])/) : [token];
  const [first = '', ...rest] = pieces;
  const decimal = state === 'number.' && !first.includes('.') ? first.replaceAll(',', '.') : first;
  return [decimal, ...rest.filter((piece) => piece !== '')];
}
