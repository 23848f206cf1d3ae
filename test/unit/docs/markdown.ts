import { readdirSync, readFileSync } from 'node:fs';

/** A block of code of a document. */
export interface CodeBlock {
  readonly file: string;
  /** The line of its fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** What the HTML comment above it says, e.g. `example: examples/a.ts#b`; empty when there is none. */
  readonly note: string;
}

/** The documents that users read. */
export const documents: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];

export const textOf = (file: string): string => readFileSync(file, 'utf8');

const fence = /(?:^<!-- (?<note>[^\n]*) -->\n\n?)?^```(?<language>\w*)\n(?<code>.*?)^```$/gms;

/** The blocks of code of a document. */
export const codeBlocks = (file: string): readonly CodeBlock[] => {
  const text = textOf(file);
  return [...text.matchAll(fence)].map(({ index, groups }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    language: groups?.['language'] ?? '',
    code: groups?.['code'] ?? '',
    note: groups?.['note'] ?? '',
  }));
};

/** The blocks of all documents in some languages. */
export const allBlocks = (...languages: readonly string[]): readonly CodeBlock[] =>
  documents.flatMap(codeBlocks).filter(({ language }) => languages.includes(language));

/** The first cells of the rows of all tables of a document, their code marks kept. */
export const firstCells = (file: string): readonly string[] =>
  textOf(file)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|')[1]?.trim() ?? '');

/** The names in code marks of a text. */
export const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '');
