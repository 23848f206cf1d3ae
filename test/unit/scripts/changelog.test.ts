import { describe, expect, it } from 'vitest';

import { checkChangelog } from '../../../scripts/lib/changelog.mjs';

const changelog = (...sections: readonly string[]): string =>
  `# Changelog\n\nWords.\n\n${sections.join('\n')}`;
const unreleased = '## [Unreleased]\n\n### Added\n\n- A thing.\n';
const nothingNew = '## [Unreleased]\n';
const released = '## [1.2.0] - 2026-11-24\n\n- Another thing.\n';

describe('a changelog', () => {
  it('agrees with a version that has its section and is all there is', () => {
    expect(checkChangelog(changelog(nothingNew, released), '1.2.0')).toEqual({});
  });

  it('agrees with a version that is being made, and says what remains', () => {
    const state = checkChangelog(changelog(unreleased, released), '1.3.0');
    expect(state).toEqual({
      remaining: 'give the entries under [Unreleased] the heading ## [1.3.0] - YYYY-MM-DD',
    });
  });

  it.each([
    ['entries that came after the version', changelog(unreleased, released), '1.2.0', /raise the version/],
    ['nothing about the version', changelog(nothingNew, released), '1.3.0', /says nothing about 1\.3\.0/],
    ['a later version', changelog(nothingNew, released, '## [1.1.0] - 2026-01-01\n- A'), '1.1.0', /a later/],
    ['no date', changelog(nothingNew, '## [1.2.0]\n\n- A thing.\n'), '1.2.0', /no date/],
    ['an empty section', changelog(nothingNew, '## [1.2.0] - 2026-11-24\n'), '1.2.0', /is empty/],
    ['no place for what is new', changelog(released), '1.2.0', /has to be \[Unreleased\]/],
  ])('does not agree: %s', (_title, text, version, problem) => {
    expect(checkChangelog(text, version).problem).toMatch(problem);
  });
});
