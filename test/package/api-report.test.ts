import { readdirSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, test } from 'vitest';

import { type ApiReports, makeApiReports } from '../../scripts/lib/api-report.mjs';

/** Of the built package, which the set-up of these tests has brought up to date. */
let made: ApiReports;

beforeAll(() => {
  made = makeApiReports(process.cwd());
});

describe('the reports in etc', () => {
  test('show what the entry points offer; `npm run api:report` writes them anew', () => {
    const stored = new Map(readdirSync('etc').map((name) => [name, readFileSync(`etc/${name}`, 'utf8')]));
    expect(stored).toEqual(made.reports);
  });

  test('have every entry point of the package', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly exports: object };
    expect(made.reports.size).toBe(Object.keys(exports).filter((name) => name !== './package.json').length);
  });
});

test('everything that is exported has a release tag, and what it mentions is exported too', () => {
  expect(made.problems).toEqual([]);
});
