import * as E from 'fp-ts/lib/Either.js';

import { badConnection, type ConnectionFailure } from './connection-failure.js';

/** Who a container runs as, and who prepares its files. */
export interface ContainerUser {
  /** The user of the container, as `host_config` gives it: a name or number, with a group if need be. */
  readonly user: string;
  /** The worker's effective user id. */
  readonly workerUid: number;
}

/** Who must own the files of a connection: only their owner can read them. */
export type FileOwner =
  /** The worker, which makes them: the container runs as the worker's user, or as one who reads everything. */
  | { readonly _tag: 'worker' }
  /** Another user, to whom the worker gives them. */
  | { readonly _tag: 'other'; readonly uid: number };

/**
 * Decides who must own the files of a connection. lava makes them readable for the worker's user only, so that a
 * container of another user fails on them, and nothing says why.
 */
export const fileOwner = (
  connectionId: string,
  { user, workerUid }: ContainerUser,
): E.Either<ConnectionFailure, FileOwner> => {
  const uid = numericUid(user);
  if (uid === undefined)
    return E.left(
      cannotUse(connectionId, `host_config.user is ${named(user)}, whose user id is not known to the worker`),
    );
  // Root reads what belongs to others.
  if (uid === workerUid || uid === 0) return E.right({ _tag: 'worker' });
  return workerUid === 0
    ? E.right({ _tag: 'other', uid })
    : E.left(
        cannotUse(
          connectionId,
          `host_config.user is ${named(user)}, and the worker, which has the user id ${workerUid} and is not root, cannot give it the files of the connection`,
        ),
      );
};

const numericUid = (user: string): number | undefined => {
  const [name = ''] = user.split(':', 1);
  if (name === 'root') return 0;
  return /^\d+$/.test(name) ? Number(name) : undefined;
};

const named = (user: string): string => (user === '' ? 'empty (the user of the image)' : user);

const cannotUse = (connectionId: string, reason: string): ConnectionFailure =>
  badConnection(
    connectionId,
    'container-user',
    `Connection ${connectionId}: ${reason}: leave host_config.user out, or give it the id of the worker's user or of root`,
  );
