import { describe, expect, it } from 'vitest';

import { acceptanceCases, acceptanceFolder, findCaseTests } from '../../support/acceptance-cases.mjs';

describe('the acceptance cases of the docker job', () => {
  it('each have a test in this folder', () => {
    const proved = new Set(findCaseTests(acceptanceFolder).map(({ acceptanceCase }) => acceptanceCase));
    expect(acceptanceCases.filter((acceptanceCase) => !proved.has(acceptanceCase))).toEqual([]);
    expect([...proved].filter((acceptanceCase) => !acceptanceCases.includes(acceptanceCase))).toEqual([]);
  });
});
