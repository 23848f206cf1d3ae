import { codePointCount } from '../objects/code-points.js';
import { toIndex, toText } from '../objects/coerce.js';
import { valueError } from '../objects/py-error.js';
import { truth } from '../objects/truth.js';
import { splitLines } from '../methods/text-split.js';
import { filter } from './filter.js';

/** The filter `wordwrap`. */
export const wrapFilters = [
  filter(
    'wordwrap(s, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True)',
    (run, [s, width, breakLong, wrapString, onHyphens]) => {
      const separator = wrapString === undefined || wrapString === null ? '\n' : toText(wrapString);
      const options = {
        width: toIndex(width ?? 79),
        breakLong: truth(run, breakLong ?? true),
        onHyphens: truth(run, onHyphens ?? true),
        step: (count: number): void => {
          run.step(count);
        },
      };
      const lines = splitLines(toText(s));
      const text = lines.map((line) => wrapLine(line, options).join(separator)).join(separator);
      run.reserve(text.length);
      return text;
    },
  ),
];

interface WrapOptions {
  readonly width: number;
  readonly breakLong: boolean;
  readonly onHyphens: boolean;
  /** Counts work: a long word is looked at again for every line. */
  readonly step: (count: number) => void;
}

const blanks = /([\t\n\v\f\r ]+)/;
const word = '[\\p{L}\\p{N}_!"\'&.,?]';
const letter = '[\\p{L}_]';
// Words, white space, and places behind a hyphen between letters or a dash between words.
const hyphenated = new RegExp(
  `([\\t\\n\\v\\f\\r ]+|(?<=${word})-{2,}(?=[\\p{L}\\p{N}_])|[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${letter}{2}-)|(?<=${letter}-${letter}-))(?=${letter}-?${letter})|(?=[\\t\\n\\v\\f\\r ]|$)|(?<=${word})(?=-{2,}[\\p{L}\\p{N}_])))`,
  'u',
);

function chunksOf(line: string, onHyphens: boolean): string[] {
  return line.split(onHyphens ? hyphenated : blanks).filter((chunk) => chunk !== '');
}

/** `textwrap.wrap(line, width)`. */
function wrapLine(line: string, options: WrapOptions): readonly string[] {
  if (options.width <= 0) throw valueError(`invalid width ${options.width} (must be > 0)`);
  const chunks = chunksOf(line, options.onHyphens).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    const row = fillLine(chunks, options, lines.length > 0);
    if (row !== '') lines.push(row);
  }
  return lines;
}

/** Takes the chunks of one line off the end of the list. */
function fillLine(
  chunks: string[],
  { width, breakLong, onHyphens, step }: WrapOptions,
  dropBlank: boolean,
): string {
  const row: string[] = [];
  let length = 0;
  if (dropBlank && isBlank(chunks.at(-1))) chunks.pop();
  for (let chunk = chunks.at(-1); chunk !== undefined; chunk = chunks.at(-1)) {
    const size = codePointCount(chunk);
    if (length + size > width) break;
    row.push(chunk);
    chunks.pop();
    length += size;
  }
  const next = chunks.at(-1);
  step(1 + ((next?.length ?? 0) >> 3));
  if (next !== undefined && codePointCount(next) > width) {
    const room = width < 1 ? 1 : width - length;
    if (breakLong) breakWord(row, chunks, next, room, onHyphens);
    else if (row.length === 0) row.push(chunks.pop() ?? '');
  }
  if (isBlank(row.at(-1))) row.pop();
  return row.join('');
}

function breakWord(row: string[], chunks: string[], chunk: string, room: number, onHyphens: boolean): void {
  const letters = Array.from(chunk);
  let end = room;
  if (onHyphens && letters.length > room) {
    const hyphen = letters.slice(0, room).lastIndexOf('-');
    if (hyphen > 0 && letters.slice(0, hyphen).some((each) => each !== '-')) end = hyphen + 1;
  }
  row.push(letters.slice(0, end).join(''));
  chunks[chunks.length - 1] = letters.slice(end).join('');
}

function isBlank(chunk: string | undefined): boolean {
  return chunk?.trim() === '';
}
