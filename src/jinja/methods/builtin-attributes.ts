import type { AttributeTable } from '../objects/attribute.js';

/** The attribute tables of the built-in types, by their qualified names. */
export const builtinAttributes: ReadonlyMap<string, AttributeTable> = new Map<string, AttributeTable>([]);
