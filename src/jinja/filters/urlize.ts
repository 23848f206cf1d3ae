/** How links are made. */
export interface UrlizeOptions {
  readonly limit: number | undefined;
  readonly rel: string;
  readonly target: string | undefined;
  readonly extraSchemes: readonly string[];
}

const http =
  /^((https?:\/\/|www\.)(([\w%-]+\.)+)?([a-z]{2,63}|xn--[\w%]{2,59})|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil)|(https?:\/\/)((([\d]{1,3})(\.[\d]{1,3}){3})|(\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\])))(?::[\d]{1,5})?(?:[/?#]\S*)?$/iu;
const email = /^\S+@\w[\w.-]*\.\w+$/u;

/** Escaped text with its URLs and addresses made into links. */
export function urlize(text: string, options: UrlizeOptions): string {
  return text
    .split(/(\s+)/)
    .map((word) => linkWord(word, options))
    .join('');
}

/** Longer words are no links: the patterns would take too long to find out. */
const longestWord = 5000;

function linkWord(word: string, options: UrlizeOptions): string {
  if (word.length > longestWord) return word;
  const [, head = '', rest = ''] = /^((?:\(|<|&lt;)+)?([^]*)$/.exec(word) ?? [];
  const [middle, tail] = splitTail(rest);
  const [inner, trailing] = balance(middle, tail);
  return head + link(inner, options) + trailing;
}

/** Punctuation at the end of a word is no part of the URL. */
function splitTail(word: string): readonly [string, string] {
  const closing = /(?:\)|>|\.|,|\n|&gt;)+$/.exec(word);
  if (closing === null) return [word, ''];
  return [word.slice(0, closing.index), closing[0]];
}

/** Brackets that were opened inside the URL take their closing ones back from the tail. */
function balance(middle: string, tail: string): readonly [string, string] {
  let [inner, rest] = [middle, tail];
  for (const [open, close] of [
    ['(', ')'],
    ['<', '>'],
    ['&lt;', '&gt;'],
  ] as const) {
    const opened = inner.split(open).length - 1;
    if (opened <= inner.split(close).length - 1) continue;
    const take = Math.min(opened, rest.split(close).length - 1);
    for (let round = 0; round < take; round += 1) {
      const end = rest.indexOf(close) + close.length;
      inner += rest.slice(0, end);
      rest = rest.slice(end);
    }
  }
  return [inner, rest];
}

function link(middle: string, { limit, rel, target, extraSchemes }: UrlizeOptions): string {
  const relation = rel === '' ? '' : ` rel="${rel}"`;
  const frame = target === undefined || target === '' ? '' : ` target="${target}"`;
  if (http.test(middle)) {
    const url = /^https?:\/\//.test(middle) ? middle : `https://${middle}`;
    return `<a href="${url}"${relation}${frame}>${shorten(middle, limit)}</a>`;
  }
  if (middle.startsWith('mailto:') && email.test(middle.slice(7))) {
    return `<a href="${middle}">${middle.slice(7)}</a>`;
  }
  const isAddress =
    middle.includes('@') && !middle.startsWith('www.') && !middle.startsWith('@') && !middle.includes(':');
  if (isAddress && email.test(middle)) return `<a href="mailto:${middle}">${middle}</a>`;
  const scheme = extraSchemes.find((each) => middle !== each && middle.startsWith(each));
  return scheme === undefined ? middle : `<a href="${middle}"${relation}${frame}>${middle}</a>`;
}

function shorten(text: string, limit: number | undefined): string {
  return limit !== undefined && text.length > limit ? `${text.slice(0, limit)}...` : text;
}
