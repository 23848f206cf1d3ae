import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions } from '../../ports/port-error.js';
import {
  aborted,
  calm,
  type ContractCases,
  defineCases,
  failsWith,
  isLeftAlone,
  right,
  settle,
  soon,
  turns,
} from './suite.js';

/** A call of a port that can be made any number of times. */
type Call = (options: CallOptions) => TE.TaskEither<Error & { readonly _tag: string }, unknown>;

/**
 * What every call of a port owes to its signal.
 * @param prepare - makes a call that succeeds when nobody aborts it
 */
export const abortCases = <Subject>(prepare: (subject: Subject) => Promise<Call>): ContractCases<Subject> =>
  defineCases<Subject>({
    'gives Aborted when the signal is aborted before the call': async (subject) => {
      const call = await prepare(subject);
      await soon(failsWith('Aborted', call(aborted())));
      await right(call(calm()));
    },
    'gives Aborted when the signal is aborted between the call and its task': async (subject) => {
      const call = await prepare(subject);
      const controller = new AbortController();
      const task = call(controller);
      controller.abort();
      await soon(failsWith('Aborted', task));
    },
    'gives Aborted when the signal is aborted during the call': async (subject) => {
      const call = await prepare(subject);
      const controller = new AbortController();
      const running = failsWith('Aborted', call(controller));
      controller.abort();
      await soon(running);
    },
    'ends, with Aborted or its result, whenever the signal is aborted': async (subject) => {
      const call = await prepare(subject);
      for (let turn = 1; turn <= 5; turn += 1) {
        const controller = new AbortController();
        const running = settle(call(controller));
        await turns(turn);
        controller.abort();
        const ended = await soon(running);
        if (E.isLeft(ended))
          assert.equal(ended.left._tag, 'Aborted', `Aborted is due, and it was ${ended.left.message}`);
      }
    },
    'lets a call succeed beside one that is aborted': async (subject) => {
      const call = await prepare(subject);
      const controller = new AbortController();
      const given = failsWith('Aborted', call(controller));
      const kept = right(call(calm()));
      controller.abort();
      await soon(given);
      await kept;
    },
    'listens to the signal no longer when a call has ended': async (subject) => {
      const call = await prepare(subject);
      const options = calm();
      for (let time = 0; time < 3; time += 1) await right(call(options));
      await isLeftAlone(options, 'A call');
    },
  });
