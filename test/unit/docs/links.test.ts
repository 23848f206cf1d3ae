import { existsSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { documents, textOf } from './markdown.js';

const withoutCode = (text: string): string => text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');

/** The anchors of a document's headings, as GitHub makes them. */
const anchorsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const linksOf = (file: string): readonly string[] =>
  [...withoutCode(textOf(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

/** What is wrong with a link; undefined when nothing is. */
const problemOf = (file: string, link: string): string | undefined => {
  if (link.startsWith('https://')) return undefined;
  const [relative = '', anchor] = link.split('#');
  const target = relative === '' ? file : path.join(path.dirname(file), relative);
  if (!existsSync(target)) return `${link}: there is no ${target}`;
  return anchor === undefined || anchorsOf(target).includes(anchor) ? undefined : `${link}: no such heading`;
};

describe.each(documents)('%s', (file) => {
  test('has no broken link', () => {
    expect(linksOf(file).flatMap((link) => problemOf(file, link) ?? [])).toEqual([]);
  });
});
