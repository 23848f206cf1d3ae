import { dirname, relative } from 'node:path';
import ts from 'typescript';

/**
 * An error code of the source.
 * @typedef {object} ErrorCode
 * @property {string} code
 * @property {string[]} tags  of the errors that have it, in alphabetical order
 * @property {Retryable} retryable
 *
 * @typedef {'yes' | 'no' | 'depends'} Retryable
 *
 * @typedef {object} ErrorCodes
 * @property {ErrorCode[]} codes  in alphabetical order
 * @property {string[]} problems  places where the source does not say which codes are possible
 *
 * A call of a function that makes errors. `codesOf` stands for the codes of other errors, which it passes on.
 * @typedef {object} Making
 * @property {string[]} tags
 * @property {string[]} codes
 * @property {string[]} codesOf  the tags of those errors
 * @property {Retryable} retryable
 */

/** The functions that make errors of a tag and of fields, one of which is `code`. */
const makers = ['taggedError', 'jobError'];

/** The errors of the fakes are seen in tests only. */
const fakes = 'src/testing/';

/**
 * Finds the codes of the errors that the source makes: the types of what stands behind `code:` tell them.
 * @param {string} project
 * @returns {ErrorCodes}
 */
export function findErrorCodes(project) {
  const program = programOf(project);
  const checker = program.getTypeChecker();
  /** @type {Making[]} */
  const makings = [];
  /** @type {string[]} */
  const problems = [];
  for (const file of program.getSourceFiles()) {
    const path = relative(project, file.fileName);
    if (!path.startsWith('src/') || path.startsWith(fakes)) continue;
    for (const call of callsOfMakers(file)) {
      const making = readCall(call, checker);
      if (making === 'unknown') problems.push(problemAt(path, file, call));
      else if (making !== 'none') makings.push(making);
    }
  }
  return { codes: gather(makings), problems };
}

/** @param {string} project */
function programOf(project) {
  const file = ts.findConfigFile(project, (path) => ts.sys.fileExists(path), 'tsconfig.esm.json') ?? '';
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  return ts.createProgram(fileNames, { ...options, noEmit: true });
}

/**
 * @param {ts.SourceFile} file
 * @returns {ts.CallExpression[]}
 */
function callsOfMakers(file) {
  /** @type {ts.CallExpression[]} */
  const calls = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isCallExpression(node) && makers.includes(node.expression.getText(file))) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return calls;
}

/**
 * @param {ts.CallExpression} call
 * @param {ts.TypeChecker} checker
 * @returns {Making | 'none' | 'unknown'}  none: the call only hands on the arguments of a function around it
 */
function readCall({ arguments: [tag, fields] }, checker) {
  if (tag === undefined || fields === undefined) return 'unknown';
  const tagType = checker.getTypeAtLocation(tag);
  if (tagType.isTypeParameter()) return 'none';
  const tags = literalsOf(tagType);
  const code = property(fields, 'code');
  if (tags === undefined || code === undefined) return 'unknown';
  const retryable = retryableOf(property(fields, 'retryable'));
  const codes = codesOf(code, checker);
  if (codes !== undefined) return { tags, codes, codesOf: [], retryable };
  const passedOn = tagsOfOwner(code, checker);
  return passedOn === undefined ? 'unknown' : { tags, codes: [], codesOf: passedOn, retryable };
}

/**
 * The value of a member of an object that is written down.
 * @param {ts.Expression} object
 * @param {string} name
 * @returns {ts.Expression | undefined}
 */
function property(object, name) {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  for (const member of object.properties) {
    if (ts.isPropertyAssignment(member) && member.name.getText() === name) return member.initializer;
    if (ts.isShorthandPropertyAssignment(member) && member.name.text === name) return member.name;
  }
  return undefined;
}

/**
 * The texts that an expression can be.
 * @param {ts.Expression} expression
 * @param {ts.TypeChecker} checker
 * @returns {string[] | undefined}  undefined when they are not known
 */
function codesOf(expression, checker) {
  const all = (/** @type {ts.Expression[]} */ ...parts) => {
    const texts = parts.map((part) => codesOf(part, checker));
    return texts.includes(undefined) ? undefined : texts.flatMap((some) => some ?? []);
  };
  if (ts.isParenthesizedExpression(expression)) return all(expression.expression);
  if (ts.isConditionalExpression(expression)) return all(expression.whenTrue, expression.whenFalse);
  if (ts.isBinaryExpression(expression)) return all(expression.left, expression.right);
  if (ts.isTemplateExpression(expression)) return codesOfTemplate(expression, checker);
  return literalsOf(checker.getTypeAtLocation(expression));
}

/**
 * @param {ts.TemplateExpression} template
 * @param {ts.TypeChecker} checker
 * @returns {string[] | undefined}
 */
function codesOfTemplate({ head, templateSpans }, checker) {
  /** @type {string[] | undefined} */
  let texts = [head.text];
  for (const { expression, literal } of templateSpans) {
    const inserted = codesOf(expression, checker);
    texts = inserted && texts?.flatMap((text) => inserted.map((part) => text + part + literal.text));
  }
  return texts;
}

/**
 * @param {ts.Type} type
 * @returns {string[] | undefined}  undefined when it is not made of known texts alone
 */
function literalsOf(type) {
  const parts = type.isUnion() ? type.types : [type];
  const texts = parts.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
  return texts.every((part) => part.isStringLiteral()) ? texts.map((part) => part.value) : undefined;
}

/**
 * For the code of another error, `cause.code`: what that error can be.
 * @param {ts.Expression} expression
 * @param {ts.TypeChecker} checker
 * @returns {string[] | undefined}
 */
function tagsOfOwner(expression, checker) {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'code') return undefined;
  const tag = checker.getTypeAtLocation(expression.expression).getProperty('_tag');
  return tag && literalsOf(checker.getTypeOfSymbol(tag));
}

/**
 * @param {ts.Expression | undefined} value
 * @returns {Retryable}
 */
function retryableOf(value) {
  if (value === undefined || value.kind === ts.SyntaxKind.FalseKeyword) return 'no';
  return value.kind === ts.SyntaxKind.TrueKeyword ? 'yes' : 'depends';
}

/**
 * @param {readonly Making[]} makings
 * @returns {ErrorCode[]}
 */
function gather(makings) {
  const passedOn = makings.flatMap(({ tags, codesOf }) =>
    makings
      .filter((making) => making.tags.some((tag) => codesOf.includes(tag)))
      .map((making) => ({ ...making, tags })),
  );
  const all = [...makings, ...passedOn].flatMap((making) =>
    making.codes.map((code) => ({ ...making, code })),
  );
  return [...new Set(all.map(({ code }) => code))].sort().map((code) => {
    const places = all.filter((place) => place.code === code);
    const answers = new Set(places.map(({ retryable }) => retryable));
    const [only = 'depends'] = answers;
    return {
      code,
      tags: [...new Set(places.flatMap(({ tags }) => tags))].sort(),
      retryable: answers.size === 1 ? only : 'depends',
    };
  });
}

/**
 * @param {string} path
 * @param {ts.SourceFile} file
 * @param {ts.Node} node
 */
function problemAt(path, file, node) {
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${path}:${line + 1}: give \`code\` the type of the texts that it can be, instead of string`;
}
