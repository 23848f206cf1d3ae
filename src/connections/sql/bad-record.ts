import { badConnection, type ConnectionFailure } from '../connection-failure.js';

/** The failure of a connection whose record, or whose secret, cannot be used. The reason holds no value of either. */
export const badRecord = (connectionId: string, reason: string): ConnectionFailure =>
  badConnection(connectionId, 'bad-record', `Connection ${connectionId}: ${reason}`);
