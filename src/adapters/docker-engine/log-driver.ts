import type { EngineContext } from './engine-context.js';
import type { LogDriver } from './create-body.js';

/**
 * The log driver for a container: one that the engine can read back, whatever its default is, with a bounded size.
 */
export const logDriverFor = ({
  isPodman,
  settings,
}: Pick<EngineContext, 'isPodman' | 'settings'>): LogDriver => {
  const files = 4;
  const fileBytes = Math.max(1, Math.ceil(settings.engineLogBytes / files));
  return isPodman
    ? { Type: 'k8s-file', Config: { 'max-size': `${settings.engineLogBytes}b` } }
    : { Type: 'json-file', Config: { 'max-size': `${fileBytes}b`, 'max-file': String(files) } };
};
