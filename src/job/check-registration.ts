/** What is registered: for messages. */
export interface Registered {
  /** E.g. `job type`. */
  readonly noun: string;
  /** The interface that it implements, e.g. `JobType`. */
  readonly interfaceName: string;
  /** The function that makes one from an object, e.g. `defineJobType`. */
  readonly maker: string;
}

/**
 * The entries of a list of what is registered.
 * @throws TypeError when it is no list, or an entry is not an object; the message says what to change
 */
export const checkEntries = <A extends object>(entries: readonly A[], { noun }: Registered): readonly A[] => {
  // A program in plain JavaScript may give anything.
  const given: unknown = entries;
  if (!Array.isArray(given)) throw new TypeError(`Not a list of ${noun}s: write [ and ] around the ${noun}.`);
  for (const [index, entry] of entries.entries()) {
    const wrong = wrongWith(entry, noun);
    if (wrong !== undefined) throw new TypeError(`Entry ${index + 1} of the list of ${noun}s is ${wrong}.`);
  }
  return entries;
};

const wrongWith = (entry: unknown, noun: string): string | undefined => {
  if (typeof entry === 'function')
    return `a function or a class: give the ${noun} that it makes, by calling it or with new`;
  if (typeof entry !== 'object' || entry === null)
    return `${String(entry)}: give a ${noun}, or leave the entry out`;
  return 'then' in entry ? `a Promise: await it, and give the ${noun}` : undefined;
};

/**
 * Checks a name that job specs or connection records use.
 * @throws TypeError
 */
export const checkTypeName = (what: string, name: unknown): void => {
  if (typeof name === 'string' && /^[a-z][a-z0-9_-]*$/.test(name)) return;
  const shown = typeof name === 'string' ? JSON.stringify(name) : String(name);
  throw new TypeError(
    `${what} ${shown} is not allowed: use lower-case letters, digits, - and _, beginning with a letter.`,
  );
};

/**
 * Checks the version of the interface that something was made for: built against another version of this package it can
 * carry any number, whatever the types say.
 * @throws TypeError
 */
export const checkApiVersion = (
  what: string,
  apiVersion: unknown,
  { noun, interfaceName, maker }: Registered,
): void => {
  if (apiVersion === 1) return;
  if (typeof apiVersion !== 'number')
    throw new TypeError(`${what} has no "apiVersion" that is a number: set it to 1, or use ${maker}.`);
  throw new TypeError(
    `${what} is made for version ${apiVersion} of the ${interfaceName} interface; this package has version 1: use a matching release of the ${noun}.`,
  );
};
