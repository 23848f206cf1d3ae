import type { ConnectorDescription } from './connector.js';

/** One part of a path at least, none of them empty, `.` or `..`. */
const safePath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.@+-]+(?:\/[\w.@+-]+)*$/;

/** What a connector in plain JavaScript can get wrong. */
const modes: readonly number[] = [0o600, 0o700];

/**
 * What is wrong with a description: a fault of the connector that made it, which may be another team's.
 * @returns nothing when it can be written
 */
export const descriptionFault = ({ files, executable }: ConnectorDescription): string | undefined => {
  const paths = files.map((file) => file.path);
  const unsafe = paths.find((file) => !safePath.test(file));
  if (unsafe !== undefined)
    return `its file ${JSON.stringify(unsafe)} is not a plain path below its directory`;
  const twice = paths.find((file, index) => paths.indexOf(file) !== index);
  if (twice !== undefined) return `its file ${twice} is there twice`;
  const around = paths.find((outer) => paths.some((file) => file.startsWith(`${outer}/`)));
  if (around !== undefined) return `its file ${around} is a directory for another one`;
  const odd = files.find(({ mode }) => !modes.includes(mode));
  if (odd !== undefined)
    return `its file ${odd.path} has the mode ${odd.mode.toString(8)}, and not 600 or 700`;
  const target = files.find((file) => file.path === executable);
  if (target === undefined) return `its executable ${executable} is not among its files`;
  return target.mode === 0o700 ? undefined : `its executable ${executable} has not the mode 700`;
};
