import type { PyValue } from './py-value.js';
import type { Runtime } from './runtime.js';

/** `bool(value)`. */
export function truth(rt: Runtime, value: PyValue): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'bigint':
      return true;
    default: {
      if (value === null) return false;
      const hooks = value.type.hooks;
      if (hooks.truth !== undefined) return hooks.truth(rt, value);
      return hooks.length?.(rt, value) !== 0;
    }
  }
}
