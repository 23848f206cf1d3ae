import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readCaseFile, runCases } from '../../support/jinja/run-cases.js';

const text = readFileSync('test/fixtures/jinja-cases.json', 'utf8');
const outcomes = runCases(readCaseFile(text), text);

/** Dunder attributes are left out on purpose: docs/jinja.md lists these cases. */
const leftOut = /\.__\w+__|"__class__"/;

describe('the recorded cases', () => {
  const groups = new Set(outcomes.map((outcome) => outcome.case.group ?? ''));
  for (const group of groups) {
    it(`of the group ${group} render as Python renders them`, () => {
      const failed = outcomes.filter(
        ({ passed, case: each }) => each.group === group && !passed && !leftOut.test(each.template),
      );
      expect(failed).toEqual([]);
    });
  }
});
