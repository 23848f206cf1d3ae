import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Dispatch } from 'lava-docker-job';

/** lava's dispatch message: which job to run, where, and what the dispatch adds to it. */
export interface DispatchMessage extends Dispatch {
  readonly realm: string;
  readonly worker: string;
  readonly job_id: string;
  readonly run_id: string;
  readonly ts_dispatch: string;
}

const required = {
  realm: t.string,
  worker: t.string,
  job_id: t.string,
  run_id: t.string,
  ts_dispatch: t.string,
};
const optional = { parameters: t.UnknownRecord, globals: t.UnknownRecord };
const message = t.intersection([t.type(required), t.partial(optional)]);

/** Reads the body of a message. @returns on the left what is wrong with it */
export const readDispatch = (body: string): E.Either<string, DispatchMessage> => {
  const decoded = message.decode(parseJson(body));
  if (E.isLeft(decoded)) return E.left('Bad dispatch message');
  const unexpected = Object.keys(decoded.right).filter((key) => !(key in required) && !(key in optional));
  return unexpected.length === 0
    ? decoded
    : E.left(`Bad dispatch message: Unexpected keys: ${unexpected.sort().join(', ')}`);
};

/** Undefined where the text is no JSON. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
