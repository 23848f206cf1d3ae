const strings = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/gs;
const tags = /\{\{.*?\}\}|\{%.*?%\}/gs;

/** What jinja-js takes for something else than Jinja does, and renders without a word. */
const misread: readonly (readonly [RegExp, string])[] = [
  [/~/, 'the operator ~'],
  [/\bis(?:not)?\b/, 'tests (is)'],
];

/** Names a construct that jinja-js would misread; `undefined` when there is none. */
export const findMisread = (template: string): string | undefined => {
  const code = (template.replace(strings, '""').match(tags) ?? []).join('\n');
  return misread.find(([pattern]) => pattern.test(code))?.[1];
};
