import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What `npm test -- ...` asks for.
 * @typedef {object} TestSelection
 * @property {string[]} projects  of vitest, in the order in which they run
 * @property {string[]} filters  handed to vitest as they are
 * @property {boolean} isWhole  nothing was left out
 */

/** Cheap ones first; any other comes after them. */
const order = ['unit', 'aws', 'contract', 'engine', 'outage', 'oracle', 'package'];

/** The projects that run without an engine. */
const withoutEngine = ['unit', 'aws', 'oracle', 'package'];

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} projects  those that there are
 * @returns {TestSelection}
 */
export function selectTests(args, projects) {
  const sorted = [...projects].sort((one, other) => rank(one) - rank(other));
  const named = sorted.filter((project) => args.includes(project));
  return {
    projects: named.length > 0 ? named : sorted,
    filters: args.filter((arg) => !projects.includes(arg)),
    isWhole: args.length === 0,
  };
}

/** @param {Pick<TestSelection, 'projects'>} selection */
export function needsEngine({ projects }) {
  return projects.some((project) => !withoutEngine.includes(project));
}

/**
 * Tests of one lane run one after another, lanes run side by side. All that use the one engine are a lane: they look at
 * everything that it holds. Those with engines of their own mostly wait, and the rest keeps a processor busy.
 * @param {string} project
 * @returns {string}
 */
export function laneOf(project) {
  if (project === 'outage') return 'outage';
  return needsEngine({ projects: [project] }) ? 'engine' : 'processor';
}

/**
 * A folder of tests is a project of vitest's.
 * @param {string} project  the folder of the clone
 * @returns {string[]}
 */
export function testProjects(project) {
  const folder = join(project, 'test');
  return readdirSync(folder).filter((name) => existsSync(folder) && hasTests(join(folder, name)));
}

/** @param {string} folder */
function hasTests(folder) {
  const isTest = (/** @type {string} */ path) => path.endsWith('.test.ts');
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some(isTest);
  } catch {
    return false;
  }
}

/** @param {string} project */
function rank(project) {
  const index = order.indexOf(project);
  return index < 0 ? order.length : index;
}
