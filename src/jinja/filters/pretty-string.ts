import { textRepr } from '../objects/text-repr.js';
import { splitLines } from '../methods/text-split.js';

/** A str that is too long for its line: cut at blanks into literals below each other. */
export function prettyString(
  text: string,
  indent: number,
  allowance: number,
  pageWidth: number,
  level: number,
): string {
  const parenthesised = level === 1;
  const column = parenthesised ? indent + 1 : indent;
  const width = pageWidth - column;
  const room = allowance + (parenthesised ? 1 : 0);
  const lines = splitLines(text, true);
  const chunks = lines.flatMap((line, at) => cutLine(line, width, at === lines.length - 1 ? room : 0));
  if (chunks.length <= 1) return chunks[0] ?? "''";
  const body = chunks.join(`\n${' '.repeat(column)}`);
  return parenthesised ? `(${body})` : body;
}

/** The literals of one line of text; the last one leaves `room` at its end. */
function cutLine(line: string, width: number, room: number): string[] {
  const whole = textRepr(line);
  if (whole.length <= width - room) return [whole];
  const parts = line.match(/\S*\s*/g)?.slice(0, -1) ?? [];
  const chunks: string[] = [];
  let current = '';
  for (const [at, part] of parts.entries()) {
    const candidate = current + part;
    const limit = at === parts.length - 1 ? width - room : width;
    if (textRepr(candidate).length <= limit) {
      current = candidate;
    } else {
      if (current !== '') chunks.push(textRepr(current));
      current = part;
    }
  }
  return current === '' ? chunks : [...chunks, textRepr(current)];
}
