import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { findErrorCodes } from './error-codes.mjs';

/** @import { ErrorCode } from './error-codes.mjs' */

/**
 * What people have written about codes: docs/errors.yaml.
 * @typedef {{ means: string, advice: string }} Advice
 * @typedef {{ area: string, about?: string, codes: Record<string, Advice> }} Area
 *
 * @typedef {object} ErrorPage
 * @property {string} text
 * @property {string[]} problems  why it is not complete
 */

export const errorPageFile = 'docs/errors.md';
const adviceFile = 'docs/errors.yaml';

const introduction = `# Troubleshooting by error code

Every error has a \`code\`. The command line prints it with \`--json\`, and a host finds it in \`error.code\` of a
failed run; [hosts.md](hosts.md#errors) says what else an error tells. An error of a job has as its \`cause\` the error of the
adapter underneath, with a code of its own: look up both. Job types, connectors and adapters of others have codes of their
own.

Retry says whether the same call may succeed later without a change: *depends* means that \`retryable\` of the error at
hand says it.
`;

/**
 * Joins the codes of the source with the advice for each.
 * @param {string} project
 * @returns {Promise<ErrorPage>}
 */
export async function makeErrorPage(project) {
  /** @type {Area[]} */
  const areas = parse(readFileSync(join(project, adviceFile), 'utf8'));
  const { codes, problems } = findErrorCodes(project);
  const byCode = new Map(codes.map((found) => [found.code, found]));
  const sections = areas.map((area) => section(area, byCode)).join('\n');
  const file = join(project, errorPageFile);
  const text = await format(`${introduction}\n${sections}`, {
    ...(await resolveConfig(file)),
    parser: 'markdown',
  });
  return { text, problems: [...problems, ...differences(byCode, areas)] };
}

/**
 * @param {Area} area
 * @param {ReadonlyMap<string, ErrorCode>} byCode
 */
function section({ area, about, codes }, byCode) {
  const rows = Object.entries(codes).flatMap(([code, advice]) => {
    const found = byCode.get(code);
    return found === undefined ? [] : [row(found, advice)];
  });
  const table = ['| code | error | retry | means | what to do |', '| - | - | - | - | - |', ...rows].join(
    '\n',
  );
  return [`## ${area}`, ...(about === undefined ? [] : [about]), `${table}\n`].join('\n\n');
}

/**
 * @param {ErrorCode} found
 * @param {Advice} advice
 */
function row({ code, tags, retryable }, { means, advice }) {
  const errors = tags.map((tag) => `\`${tag}\``).join(', ');
  return `| \`${code}\` | ${errors} | ${retryable} | ${means} | ${advice} |`;
}

/**
 * @param {ReadonlyMap<string, ErrorCode>} byCode
 * @param {readonly Area[]} areas
 */
function differences(byCode, areas) {
  const advised = areas.flatMap(({ codes }) => Object.keys(codes));
  const missing = [...byCode.keys()].filter((code) => !advised.includes(code));
  const idle = advised.filter((code, index) => !byCode.has(code) || advised.indexOf(code) < index);
  return [
    ...missing.map((code) => `${adviceFile}: the code ${code} is missing`),
    ...idle.map((code) => `${adviceFile}: the source has no code ${code}, or it is there twice`),
  ];
}
