import * as E from 'fp-ts/lib/Either.js';

import { badConnection, type ConnectionFailure } from './connection-failure.js';

/** Who a container runs as, and who prepares its files. */
export interface ContainerUser {
  readonly uid: number;
  /** How the user comes about, for messages: `host_config.user is 4242`. */
  readonly reason: string;
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
 * The user id of a user of `host_config`, if it is the same in every image: that of a number, and of root.
 * @param user - a name or number, with a group if need be; empty: the image's own
 */
export const fixedUid = (user: string): number | undefined => {
  if (user === '') return undefined;
  const name = userName(user);
  // Without a user before the group the engine takes root.
  if (name === 'root' || name === '') return 0;
  return /^\+?\d+$/.test(name) ? Number(name) : undefined;
};

/** The user without the group. */
export const userName = (user: string): string => user.replace(/:.*$/s, '');

/**
 * Decides who must own the files of a connection. lava makes them readable for the worker's user only, so that a
 * container of another user fails on them, and nothing says why.
 */
export const fileOwner = (
  connectionId: string,
  { uid, reason, workerUid }: ContainerUser,
): E.Either<ConnectionFailure, FileOwner> => {
  // Root reads what belongs to others.
  if (uid === workerUid || uid === 0) return E.right({ _tag: 'worker' });
  return workerUid === 0
    ? E.right({ _tag: 'other', uid })
    : E.left(
        badConnection(
          connectionId,
          'container-user',
          `Connection ${connectionId}: ${reason}, and the worker, which has the user id ${workerUid} and is not root, cannot give it the files of the connection: leave host_config.user out, or give it the id of the worker's user or of root`,
        ),
      );
};
