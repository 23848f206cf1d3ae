import type { PortError } from '../ports/port-error.js';
import { hasTag } from './tagged-error.js';

/** Whether a caught value is one of the errors that every port may give. @public */
export const isPortError = (value: unknown): value is PortError =>
  hasTag(value, 'AccessDenied', 'Unavailable', 'InvalidData', 'Aborted');
