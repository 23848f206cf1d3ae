import { isAbsent } from './decode/plain-value.js';
import type { Realm } from './realm.js';

/** Where configuration is looked up: a {@link JobContext} is one. @public */
export interface ConfigSources {
  /** The worker's environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly realm: Realm;
}

/**
 * Looks up an item of lava's configuration: the variable `LAVA_<KEY>` (even an empty one) before the realm's `config`
 * (keys in any case).
 * @param key - in upper case, e.g. `DOCKER_TIMEOUT`
 * @returns `undefined` when neither has it, so that the caller's default holds
 * @public
 */
export const configItem = (key: string, { environment, realm }: ConfigSources): unknown => {
  const fromEnvironment = environment[`LAVA_${key}`];
  if (fromEnvironment !== undefined) return fromEnvironment;
  const entry = Object.entries(realm.config ?? {}).find(([name]) => name.toUpperCase() === key);
  return entry === undefined || isAbsent(entry[1]) ? undefined : entry[1];
};
