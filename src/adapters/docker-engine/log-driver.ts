import type { LogDriver } from './create-body.js';
import type { EngineContext } from './engine-context.js';

/** Docker's driver that keeps bytes as they are; `json-file` keeps text and replaces what is not UTF-8. */
export const exactLogDriver = 'local';

/** Over so many files the kept output is spread; the oldest is dropped when all are full. */
const files = 4;

/**
 * The log driver for a container: one that the engine can read back, whatever its default is, with a bounded size.
 * Podman has no `local`; its own driver is the nearest.
 */
export const logDriverFor = ({
  isPodman,
  settings: { engineLogBytes },
}: Pick<EngineContext, 'isPodman' | 'settings'>): LogDriver =>
  isPodman
    ? { Type: 'k8s-file', Config: { 'max-size': `${engineLogBytes}b` } }
    : {
        Type: exactLogDriver,
        Config: {
          'max-size': `${Math.max(1, Math.ceil(engineLogBytes / files))}b`,
          'max-file': String(files),
          // Compressing full files would take time from the container's own processor.
          compress: 'false',
        },
      };
