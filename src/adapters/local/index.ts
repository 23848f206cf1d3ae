/**
 * Ports over files and folders: the embedded default, no cloud account needed.
 * @packageDocumentation
 */
export { type ConsoleLoggerOptions, type LogLevel, makeConsoleLogger } from './console-logger.js';
export { makeLocalConnectionStore } from './local-connection-store.js';
export { hostIdentity, type LocalHost, localHost, type ProcessIds } from './local-host.js';
export { makeLocalJobStore } from './local-job-store.js';
export { makeLocalObjectStore } from './local-object-store.js';
export { type LocalOptions } from './local-options.js';
export { type LocalSecretStoreOptions, makeLocalSecretStore } from './local-secret-store.js';
export { makeLocalStateLookup } from './local-state-lookup.js';
export { type LocalFolder, openLocalFolder } from './open-local-folder.js';
export { readLocalRealm } from './read-local-realm.js';
export { makeSystemClock } from './system-clock.js';
