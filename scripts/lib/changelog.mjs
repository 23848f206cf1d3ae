/**
 * Whether CHANGELOG.md tells of a version.
 * @typedef {object} ChangelogState
 * @property {string} [problem]  why it does not agree with the version
 * @property {string} [remaining]  what there is to do before the version is published
 */

/**
 * A version that is to be published has a section with a date, and nothing is left under "Unreleased". While it is being made,
 * its entries are there.
 * @param {string} text  of the changelog
 * @param {string} version  of package.json
 * @returns {ChangelogState}
 */
export function checkChangelog(text, version) {
  const [unreleased, ...released] = sectionsOf(text);
  if (unreleased?.heading !== '[Unreleased]') {
    return { problem: 'the first section of CHANGELOG.md has to be [Unreleased]' };
  }
  const index = released.findIndex(({ heading }) => heading.startsWith(`[${version}]`));
  const section = released[index];
  if (section === undefined) return stateOfUnreleased(unreleased, version);
  if (index > 0) return { problem: `CHANGELOG.md has a later version than the ${version} of package.json` };
  if (!/^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(section.heading)) {
    return { problem: `the section of ${version} in CHANGELOG.md has no date: ## [${version}] - YYYY-MM-DD` };
  }
  if (!section.hasEntries) return { problem: `the section of ${version} in CHANGELOG.md is empty` };
  return unreleased.hasEntries
    ? {
        problem: `${version} has its section in CHANGELOG.md, and there are entries under [Unreleased]: raise the version`,
      }
    : {};
}

/** @typedef {{ heading: string, hasEntries: boolean }} Section */

/**
 * @param {Section} unreleased
 * @param {string} version
 * @returns {ChangelogState}
 */
function stateOfUnreleased({ hasEntries }, version) {
  if (!hasEntries) return { problem: `CHANGELOG.md says nothing about ${version}` };
  return { remaining: `give the entries under [Unreleased] the heading ## [${version}] - YYYY-MM-DD` };
}

/**
 * @param {string} text
 * @returns {Section[]}
 */
function sectionsOf(text) {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return { heading: heading.trim(), hasEntries: lines.some((line) => line.startsWith('- ')) };
    });
}
