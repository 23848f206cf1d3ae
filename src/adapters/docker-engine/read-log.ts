import { hasTag, taggedError } from '../../job/tagged-error.js';
import type { ContainerOutput, LogUnreadable } from '../../ports/container.js';
import { makeContainerOutput } from './container-output.js';
import { openStream } from './engine-call.js';
import type { EngineContext } from './engine-context.js';
import { refusalStatus } from './engine-errors.js';
import type { ContainerDetails } from './inspect-container.js';
import { exactLogDriver } from './log-driver.js';
import { makeLineMender } from './mend-lines.js';

/** What identifies a container and does not change. */
export type ContainerIdentity = Pick<ContainerDetails, 'id' | 'name' | 'hasTerminal' | 'logDriver'>;

/** Whether a caught value says that a log cannot be read. */
export const isLogUnreadable = (thrown: unknown): thrown is LogUnreadable => hasTag(thrown, 'LogUnreadable');

/**
 * Opens the log that the engine keeps of a container (`GET /containers/{id}/logs`), as a stream: it is neither held in
 * memory nor taken for JSON.
 * @throws `LogUnreadable` where the container's log driver cannot be read (status 501)
 */
export const readLog = async (
  { connection, settings }: EngineContext,
  container: ContainerIdentity,
  signal: AbortSignal,
): Promise<ContainerOutput> => {
  try {
    const stream = await openStream(
      connection,
      {
        method: 'GET',
        path: `/containers/${encodeURIComponent(container.id)}/logs`,
        query: { stdout: '1', stderr: '1', follow: '0', tail: 'all' },
      },
      signal,
      connection.timeoutMs,
    );
    return makeContainerOutput({
      stream,
      hasTerminal: container.hasTerminal,
      ...(container.logDriver === exactLogDriver ? { mender: makeLineMender() } : {}),
      signals: [connection.closed],
      logger: settings.logger,
    });
  } catch (error) {
    throw isUnsupported(error) ? logUnreadable(error) : error;
  }
};

const isUnsupported = (error: unknown): error is Error =>
  error instanceof Error &&
  (refusalStatus(error) === 501 || /does not support reading|cannot read logs/.test(error.message));

const logUnreadable = (cause: Error): LogUnreadable =>
  taggedError('LogUnreadable', { code: 'container.log-unreadable', message: cause.message, cause });
