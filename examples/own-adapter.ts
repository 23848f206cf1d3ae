/** A connection store of one's own, over a Map. */
// #region connection-store
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Aborted, type ConnectionRecord, type ConnectionStore, taggedError } from 'lava-docker-job';

/** A connection store over a Map whose keys are `<realm>/<conn_id>`. */
export const makeMapConnectionStore = (records: ReadonlyMap<string, ConnectionRecord>): ConnectionStore => ({
  find: ({ realm, connectionId }, { signal }) =>
    signal.aborted
      ? TE.left(aborted(signal))
      : TE.right(O.fromNullable(records.get(`${realm}/${connectionId}`))),
});

const aborted = (signal: AbortSignal): Aborted =>
  taggedError('Aborted', {
    code: 'map-store.aborted',
    message: 'The call was aborted',
    cause: signal.reason,
  });
// #endregion connection-store
