import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import console from 'node:console';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

/**
 * The acceptance cases of the docker job, and the tests that prove them on a real engine: each test's title begins with
 * the numbers of its cases. `node test/support/acceptance-cases.mjs` prints them as a table.
 * @typedef {object} CaseTest
 * @property {number} acceptanceCase
 * @property {string} file  below the folder of the tests
 * @property {string} title
 */

export const acceptanceFolder = fileURLToPath(new URL('../engine/docker-job', import.meta.url));

/** The cases that need neither an adapter of a cloud nor the connectors of the job's own connections. */
export const acceptanceCases = [...range(1, 60), 80, 82, ...range(84, 92), 95, 96, 98];

/**
 * @param {string} folder
 * @returns {CaseTest[]} in the order of the cases
 */
export function findCaseTests(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  return files
    .flatMap((file) => testsOf(file, readFileSync(join(folder, file), 'utf8')))
    .sort((one, other) => one.acceptanceCase - other.acceptanceCase);
}

/** A title in a call of `it` or of what `it.each` gives: `'case 4: …'`, `'cases 13, 14: …'`, `'cases 5 to 8: …'`. */
const titles = /\(\s*(['"`])(cases? (\d[^:\n]*): (?:\\.|(?!\1).)*)\1/g;

/**
 * @param {string} file
 * @param {string} source
 * @returns {CaseTest[]}
 */
function testsOf(file, source) {
  return [...source.matchAll(titles)].flatMap(([, , title = '', numbers = '']) =>
    casesIn(numbers).map((acceptanceCase) => ({ acceptanceCase, file, title })),
  );
}

/**
 * @param {string} numbers  `4`, `13, 14` or `5 to 8`
 * @returns {number[]}
 */
function casesIn(numbers) {
  return numbers.split(',').flatMap((part) => {
    const [first = '', last = first] = part.split(' to ');
    return range(Number(first), Number(last));
  });
}

/**
 * @param {number} first
 * @param {number} last
 * @returns {number[]}
 */
function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log('| case | test | file |\n|---|---|---|');
  for (const { acceptanceCase, title, file } of findCaseTests(acceptanceFolder))
    console.log(`| ${acceptanceCase} | ${title.replaceAll('|', '\\|')} | ${file} |`);
}
