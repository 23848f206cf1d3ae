import { aggregateFilters } from './aggregate-filters.js';
import type { Filter } from './filter.js';
import { higherOrderFilters } from './higher-order-filters.js';
import { htmlFilters } from './html-filters.js';
import { numberFilters } from './number-filters.js';
import { sequenceFilters } from './sequence-filters.js';
import { textFilters } from './text-filters.js';
import { urlFilters } from './url-filters.js';
import { valueFilters } from './value-filters.js';
import { wrapFilters } from './word-wrap.js';

/** Jinja's 54 filters by name. */
export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ...aggregateFilters,
  ...higherOrderFilters,
  ...htmlFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...textFilters,
  ...urlFilters,
  ...valueFilters,
  ...wrapFilters,
]);
