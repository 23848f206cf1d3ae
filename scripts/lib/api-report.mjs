import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageCategory,
} from '@microsoft/api-extractor';
import ts from 'typescript';
import { entryPointsOf } from './entry-points.mjs';

/** @import { ExtractorMessage } from '@microsoft/api-extractor' */
/** @import { EntryPoint } from './entry-points.mjs' */

/**
 * What API Extractor makes of the built declarations.
 * @typedef {object} ApiReports
 * @property {Map<string, string>} reports  the text of each report, by its file name
 * @property {string[]} problems  what has to be put right in the source
 */

/**
 * Writes down what each entry point offers, so that a change of it is seen in review. Needs dist.
 * @param {string} project
 * @returns {ApiReports}
 */
export function makeApiReports(project) {
  const folder = mkdtempSync(join(tmpdir(), 'lava-api-report-'));
  try {
    return extract(project, folder, entryPointsOf(project));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} project
 * @param {string} folder  for what API Extractor writes
 * @param {EntryPoint[]} entries
 * @returns {ApiReports}
 */
function extract(project, folder, entries) {
  const compilerState = parseAll(project, folder, entries);
  const known = new Set([...exportedNames(project, entries), ...leftOutOnPurpose(project)]);
  /** @type {ApiReports} */
  const made = { reports: new Map(), problems: [] };
  for (const { specifier, name, types } of entries) {
    const reportFileName = `${name}.api.md`;
    Extractor.invoke(configuration(project, folder, join(project, types), reportFileName), {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        message.handled = true;
        if (isProblem(message, known)) made.problems.push(`${specifier}: ${describe(message)}`);
      },
    });
    made.reports.set(reportFileName, readFileSync(join(folder, reportFileName), 'utf8'));
  }
  return made;
}

/**
 * One program for all entry points: to read the declarations is what takes the time.
 * @param {string} project
 * @param {string} folder
 * @param {EntryPoint[]} entries
 */
function parseAll(project, folder, entries) {
  const [first = '', ...additionalEntryPoints] = entries.map(({ types }) => join(project, types));
  return CompilerState.create(configuration(project, folder, first, 'all.api.md'), { additionalEntryPoints });
}

/**
 * @param {string} project
 * @param {string} folder
 * @param {string} mainEntryPointFilePath
 * @param {string} reportFileName
 */
function configuration(project, folder, mainEntryPointFilePath, reportFileName) {
  const asError = { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false };
  const ignored = { logLevel: ExtractorLogLevel.None, addToApiReportFile: false };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(project, 'package.json'),
    configObject: {
      projectFolder: project,
      mainEntryPointFilePath,
      newlineKind: 'lf',
      compiler: { tsconfigFilePath: join(project, 'tsconfig.esm.json') },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: folder,
        reportTempFolder: join(folder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: asError },
        // The comments are TypeDoc's, which knows the links between entry points and more tags.
        tsdocMessageReporting: { default: ignored },
        extractorMessageReporting: {
          default: asError,
          'ae-undocumented': ignored,
          'ae-unresolved-link': ignored,
        },
      },
    },
  });
}

/**
 * A type of another entry point is not forgotten: users import it from there.
 * @param {ExtractorMessage} message
 * @param {ReadonlySet<string>} known  what is exported elsewhere, or meant to be hidden
 */
function isProblem({ category, logLevel, messageId, text }, known) {
  if (category === ExtractorMessageCategory.Console || logLevel !== ExtractorLogLevel.Error) return false;
  const [, symbol = ''] = /^The symbol "([^"]+)"/.exec(text) ?? [];
  return messageId !== 'ae-forgotten-export' || !known.has(symbol);
}

/** @param {ExtractorMessage} message */
function describe({ messageId, text, sourceFilePath, sourceFileLine }) {
  const place = sourceFilePath === undefined ? '' : ` (${sourceFilePath}:${sourceFileLine})`;
  return `${text}${place} [${messageId}]`;
}

/**
 * @param {string} project
 * @param {EntryPoint[]} entries
 * @returns {ReadonlySet<string>} the names that some entry point exports
 */
function exportedNames(project, entries) {
  const files = entries.map(({ types }) => join(project, types));
  const program = ts.createProgram(files, { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const checker = program.getTypeChecker();
  return new Set(
    files.flatMap((file) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      return module === undefined ? [] : checker.getExportsOfModule(module).map((symbol) => symbol.name);
    }),
  );
}

/**
 * @param {string} project
 * @returns {string[]} the names that TypeDoc is told not to ask for
 */
function leftOutOnPurpose(project) {
  return JSON.parse(readFileSync(join(project, 'typedoc.json'), 'utf8')).intentionallyNotExported ?? [];
}
