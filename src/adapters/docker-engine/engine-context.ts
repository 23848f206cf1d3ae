import type { ClientConfiguration } from './client-configuration.js';
import type { EngineConnection } from './connection.js';
import type { Settings } from './options.js';

/** What the calls on one connected engine share. */
export interface EngineContext {
  readonly connection: EngineConnection;
  readonly isPodman: boolean;
  readonly settings: Settings;
  readonly configuration: ClientConfiguration;
}
