import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The links of a site of files that lead nowhere, fragments included. */
export const brokenLinks = (site: string): readonly string[] => {
  const anchorsOf = rememberingAnchors(site);
  return pagesOf(site).flatMap((page) =>
    linksOf(path.join(site, page))
      .map((link) => ({ link, ...targetOf(site, page, link) }))
      .filter(({ file, anchor }) => !leadsSomewhere(site, file, anchor, anchorsOf))
      .map(({ link }) => `${page} links to ${link}`),
  );
};

const pagesOf = (site: string): readonly string[] =>
  readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));

/** The links within the site; those to elsewhere have a scheme, and `#` is a button. */
const linksOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/<a\s[^>]*?href="([^"]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !/^[a-z]+:|^#$/.test(link));

const targetOf = (
  site: string,
  page: string,
  link: string,
): { readonly file: string; readonly anchor?: string } => {
  const [relative = '', anchor] = decodeURIComponent(link).split('#');
  const target = relative === '' ? page : path.posix.join(path.posix.dirname(page), relative);
  const isFolder = existsSync(path.join(site, target)) && statSync(path.join(site, target)).isDirectory();
  const file = isFolder ? path.posix.join(target, 'index.html') : target;
  return { file, ...(anchor === undefined ? {} : { anchor }) };
};

const leadsSomewhere = (
  site: string,
  file: string,
  anchor: string | undefined,
  anchorsOf: (file: string) => ReadonlySet<string>,
): boolean => {
  if (!existsSync(path.join(site, file))) return false;
  return anchor === undefined || !file.endsWith('.html') || anchorsOf(file).has(anchor);
};

/** Reads each page once: many links lead to the same. */
const rememberingAnchors = (site: string): ((file: string) => ReadonlySet<string>) => {
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => {
    const anchors =
      known.get(file) ??
      new Set(
        [...readFileSync(path.join(site, file), 'utf8').matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id),
      );
    known.set(file, anchors);
    return anchors;
  };
};
