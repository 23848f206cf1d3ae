import type { PyValue } from '../objects/py-value.js';
import { cyclerType } from './cycler.js';
import { dictClass } from './dict-class.js';
import { joinerType } from './joiner.js';
import { lipsum } from './lipsum.js';
import { namespaceType } from './namespace.js';
import { rangeClass } from './range-class.js';

/** The names that every template knows. */
export const globals: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ['range', rangeClass],
  ['dict', dictClass],
  ['lipsum', lipsum],
  ['cycler', cyclerType],
  ['joiner', joinerType],
  ['namespace', namespaceType],
]);
