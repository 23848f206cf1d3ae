import { StringDecoder } from 'node:string_decoder';

import type { PullProgress } from '../../job/job-event.js';

/** What a line of the engine's answer to a pull says. */
export type PullLine =
  | { readonly _tag: 'progress'; readonly progress: PullProgress }
  | { readonly _tag: 'error'; readonly message: string };

/** Splits a byte stream into lines, whatever the pieces in which it comes. */
export interface LineSplitter {
  readonly push: (bytes: Uint8Array) => readonly string[];
  /** The last line, if the stream did not end with a line feed. */
  readonly end: () => readonly string[];
}

/** Makes a splitter. Characters of several bytes may be cut anywhere. */
export const makeLineSplitter = (): LineSplitter => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): readonly string[] => {
    const lines = text.split('\n');
    // Only what follows the last line feed is kept, so a long line is joined once for each piece of it.
    const [first = '', ...others] = lines;
    if (others.length === 0) {
      rest += first;
      return [];
    }
    const complete = [rest + first, ...others.slice(0, -1)];
    rest = others.at(-1) ?? '';
    return complete.filter((line) => line.trim() !== '');
  };
  return {
    push: (bytes) => take(decoder.write(bytes)),
    end: () => take(`${decoder.end()}\n`),
  };
};

/**
 * Understands a line of the answer to `POST /images/create`: an object with `status`, `id` and `progressDetail`, or
 * with `errorDetail` (`error` in old engines and in Podman).
 * @returns `undefined` for a line that says nothing, such as Podman's `{"stream": …}`
 */
export const parsePullLine = (line: string): PullLine | undefined => {
  const value = parseObject(line);
  if (value === undefined)
    return { _tag: 'error', message: `The engine's answer cannot be understood: ${line.slice(0, 200)}` };
  const message = errorMessage(value);
  if (message !== undefined) return { _tag: 'error', message };
  const { status } = value;
  return typeof status === 'string' ? { _tag: 'progress', progress: toProgress(status, value) } : undefined;
};

const errorMessage = ({
  errorDetail: detail,
  error,
}: Readonly<Record<string, unknown>>): string | undefined => {
  if (isObject(detail) && typeof detail['message'] === 'string') return detail['message'];
  if (typeof error === 'string') return error;
  return isObject(detail) || isObject(error) ? 'The pull failed, and the engine does not say why' : undefined;
};

const toProgress = (
  status: string,
  { id, progressDetail }: Readonly<Record<string, unknown>>,
): PullProgress => {
  const { current, total } = isObject(progressDetail) ? progressDetail : {};
  return {
    status,
    // In the line `Pulling from …` the id is the tag.
    ...(typeof id === 'string' && id !== '' && !status.startsWith('Pulling from ') ? { layer: id } : {}),
    ...(typeof current === 'number' ? { currentBytes: current } : {}),
    ...(typeof total === 'number' && total > 0 ? { totalBytes: total } : {}),
  };
};

const parseObject = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed: unknown = JSON.parse(line);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
