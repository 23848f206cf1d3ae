/**
 * Arbitraries of fast-check for the records that lava stores: good ones, and good ones with one thing wrong. fast-check has
 * to be installed beside this package; nothing else needs it.
 * @packageDocumentation
 */
export { connectionRecords, connectionTypes, damagedConnectionRecords } from './connection-records.js';
export { type Damaged } from './damage.js';
export { damagedDockerConnectionRecords, dockerConnectionRecords } from './docker-connections.js';
export { damagedDockerJobRecords, dockerJobRecords } from './job-records.js';
export { damagedRealmRecords, realmRecords } from './realm-records.js';
