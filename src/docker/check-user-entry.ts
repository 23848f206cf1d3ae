import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { badConnection, type ConnectionFailure } from '../connections/connection-failure.js';
import type { DescribedConnection } from '../connections/written-connections.js';
import type { JobError } from '../job/job-error.js';
import type { CallOptions } from '../ports/port-error.js';
import type { Container } from '../ports/container.js';
import { engineFailure } from './engine-failure.js';
import { connectionError } from './resolve-connection.js';

/** Where an image names its users. */
const userFile = '/etc/passwd';

/** A container that has been created, and what is known of it. */
export interface CreatedContainer {
  readonly container: Container;
  /** As the job names it, for messages. */
  readonly image: string;
  /** The user of the container, as a number or `root`, with a group if need be: connections take no other. */
  readonly user: string;
}

/**
 * Makes sure that the programs of the job's connections can run for the container's user: some, OpenSSH's among them,
 * refuse to for one that the image does not name. The image says only now who its users are.
 */
export const checkUserEntry = (
  { container, image, user }: CreatedContainer,
  connections: readonly DescribedConnection[],
  options: CallOptions,
): TE.TaskEither<JobError, void> => {
  const needing = connections.find(({ description }) => description.needsUserEntry === true);
  if (needing === undefined) return TE.right(undefined);
  return pipe(
    container.readFile(userFile, options),
    TE.mapLeft(engineFailure('create', image)),
    TE.chainEitherK((passwd) =>
      O.isSome(passwd) && hasUser(Buffer.from(passwd.value).toString('utf8'), user)
        ? E.right(undefined)
        : E.left(connectionError('connections')(noEntry(needing, image, user))),
    ),
  );
};

/** A line of the file is `name:password:uid:gid:…`. */
const hasUser = (passwd: string, user: string): boolean => {
  const [wanted = ''] = user.split(':', 1);
  return passwd.split('\n').some((line) => {
    const [name, , uid] = line.split(':', 3);
    return wanted === name || (uid !== undefined && uid !== '' && Number(uid) === Number(wanted));
  });
};

const noEntry = (
  { connectionId, description }: DescribedConnection,
  image: string,
  user: string,
): ConnectionFailure =>
  badConnection(
    connectionId,
    'container-user',
    `Connection ${connectionId}: the image ${image} has no user ${user} in its ${userFile}, and ` +
      `${description.programs.join(' and ')} will not run for a user that has no entry there: ` +
      'add one to the image, or set host_config.user to a user that it has',
  );
