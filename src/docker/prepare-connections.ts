import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { badConnection, type ConnectionFailure } from '../connections/connection-failure.js';
import { fileOwner, fixedUid, userName } from '../connections/container-user.js';
import { type DescribedConnection, writeConnections } from '../connections/written-connections.js';
import type { JobContext } from '../job/job-context.js';
import type { JobError } from '../job/job-error.js';
import type { Container } from '../ports/container.js';
import type { CallOptions } from '../ports/port-error.js';
import { engineFailure } from './engine-failure.js';
import { type ImageUsers, parseUsers } from './image-users.js';
import { connectionError } from './resolve-connection.js';

/** Where an image names its users. */
const userFile = '/etc/passwd';

/** A container that has been created, and what is known of it. */
export interface CreatedContainer {
  readonly container: Container;
  /** As the job names it, for messages. */
  readonly image: string;
  /** The user that the container was given; absent or empty: none. */
  readonly own: string | undefined;
  /** The user of the image; empty: root. Absent: not known. */
  readonly imageUser: string | undefined;
}

/** The user of a container: a name or number, with a group if need be. */
interface NamedUser {
  readonly user: string;
  /** For messages. */
  readonly origin: string;
}

/**
 * Writes the files of a job's connections for the user of its container, and makes sure that this one can use them: the
 * image says only now who its users are.
 */
export const prepareConnections = (
  created: CreatedContainer,
  connections: readonly DescribedConnection[],
  context: JobContext,
): TE.TaskEither<JobError, void> => {
  const [first] = connections;
  if (first === undefined) return TE.right(undefined);
  return pipe(
    TE.fromEither(userOf(created, first)),
    TE.mapLeft(connectionError('connections')),
    TE.bindTo('named'),
    TE.bind('users', ({ named }) => usersOf(created, named, connections, context)),
    TE.chain(({ named, users }) =>
      pipe(
        TE.fromEither(uidOf(created, first, named, users)),
        TE.chainFirstEitherK((uid) => checkEntries(created, connections, uid, users)),
        TE.chainEitherK((uid) =>
          fileOwner(first.connectionId, {
            uid,
            reason: `${named.origin} is ${named.user}${knownUid(named.user) === undefined ? `, whose user id is ${uid}` : ''}`,
            workerUid: context.host.uid,
          }),
        ),
        TE.chain((owner) => writeConnections(connections, owner, context)),
        TE.mapLeft(connectionError('connections')),
      ),
    ),
  );
};

const userOf = (
  { image, own = '', imageUser }: CreatedContainer,
  { connectionId }: DescribedConnection,
): E.Either<ConnectionFailure, NamedUser> => {
  if (own !== '') return E.right({ user: own, origin: 'host_config.user' });
  return imageUser === undefined
    ? E.left(
        containerUser(
          connectionId,
          `host_config.user is empty, and the engine does not tell the user of the image ${image}: give the id of a user`,
        ),
      )
    : E.right({ user: imageUser, origin: `the user of the image ${image}` });
};

/** The users of the image, if it matters who they are. */
const usersOf = (
  { container, image }: CreatedContainer,
  { user }: NamedUser,
  connections: readonly DescribedConnection[],
  options: CallOptions,
): TE.TaskEither<JobError, ImageUsers> =>
  knownUid(user) !== undefined && connections.every((connection) => !needsEntry(connection))
    ? TE.right(parseUsers(''))
    : pipe(
        container.readFile(userFile, options),
        TE.bimap(engineFailure('create', image), (passwd) =>
          parseUsers(O.isSome(passwd) ? Buffer.from(passwd.value).toString('utf8') : ''),
        ),
      );

/** An image that names nobody has root. */
const knownUid = (user: string): number | undefined => (user === '' ? 0 : fixedUid(user));

const needsEntry = ({ description }: DescribedConnection): boolean => description.needsUserEntry === true;

/** The engine looks names up in the same file when it starts the container. */
const uidOf = (
  { image }: CreatedContainer,
  { connectionId }: DescribedConnection,
  { user }: NamedUser,
  users: ImageUsers,
): E.Either<ConnectionFailure, number> =>
  E.fromNullable(
    containerUser(
      connectionId,
      `the image ${image} has no user ${userName(user)} in its ${userFile}, to whom the files of the connection would belong: ` +
        'add one to the image, or set host_config.user to a user that it has',
    ),
  )(knownUid(user) ?? users.uidOf(userName(user)));

/** Some programs, OpenSSH's among them, refuse to run for a user that the image does not name. */
const checkEntries = (
  { image }: CreatedContainer,
  connections: readonly DescribedConnection[],
  uid: number,
  users: ImageUsers,
): E.Either<ConnectionFailure, undefined> => {
  const needing = connections.find(needsEntry);
  return needing === undefined || users.has(uid)
    ? E.right(undefined)
    : E.left(
        containerUser(
          needing.connectionId,
          `the image ${image} has no user ${uid} in its ${userFile}, and ` +
            `${needing.description.programs.join(' and ')} will not run for a user that has no entry there: ` +
            'add one to the image, or set host_config.user to a user that it has',
        ),
      );
};

const containerUser = (connectionId: string, reason: string): ConnectionFailure =>
  badConnection(connectionId, 'container-user', `Connection ${connectionId}: ${reason}`);
