import { taggedError } from '../../job/tagged-error.js';
import type { StartFailed } from '../../ports/container.js';
import type { EngineRefused, PullFailed, PullFailureReason } from '../../ports/container-engine.js';
import type { Unavailable } from '../../ports/port-error.js';
import type { FakeStartFailure } from './fake-image.js';

/** The engine answered with a status that means no. */
export const refused = (status: number, message: string): EngineRefused =>
  taggedError('EngineRefused', { code: 'engine.refused', message, details: { status } });

/** What the engine says of a container that it does not have. */
export const noSuchContainer = (id: string): EngineRefused => refused(404, `No such container: ${id}`);

/** A call on a connection that its owner has closed. */
export const connectionClosed = (): Unavailable =>
  taggedError('Unavailable', { code: 'engine.closed', message: 'The connection to the engine is closed' });

/** The image was not pulled. */
export const pullFailed = (reason: PullFailureReason, message: string): PullFailed =>
  taggedError('PullFailed', {
    code: `pull.${reason}`,
    message,
    retryable: reason === 'network' || reason === 'rate-limited',
    details: { reason },
  });

/** The program could not be started. */
export const startFailed = ({ exitStatus, message }: FakeStartFailure): StartFailed =>
  taggedError('StartFailed', { code: 'container.start-failed', message, details: { exitStatus } });
