import { readFileSync } from 'node:fs';

import { beforeAll, expect, test } from 'vitest';

import { type ErrorPage, makeErrorPage } from '../../scripts/lib/error-page.mjs';

let made: ErrorPage;

beforeAll(async () => {
  made = await makeErrorPage(process.cwd());
});

test('every error code of the source has its advice in docs/errors.yaml, and no other is there', () => {
  expect(made.problems).toEqual([]);
});

test('docs/errors.md is what they make; `npm run docs:errors` writes it anew', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(made.text);
});
