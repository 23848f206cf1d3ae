import type { Attribute, AttributeTable } from '../objects/attribute.js';
import { bytesMethods } from './bytes-methods.js';
import { dictMethods } from './dict-methods.js';
import { listMethods, tupleMethods } from './list-methods.js';
import { markupMethods } from './markup-methods.js';
import { floatMethods, intMethods } from './number-methods.js';
import { rangeMethods } from './range-methods.js';
import { setMethods } from './set-methods.js';
import { strMethods } from './str-methods.js';

/** The attribute tables of the built-in types, by their qualified names. */
export const builtinAttributes: ReadonlyMap<string, AttributeTable> = new Map([
  ['str', table(strMethods)],
  ['markupsafe.Markup', table(markupMethods)],
  ['int', table(intMethods)],
  ['float', table(floatMethods)],
  ['bytes', table(bytesMethods)],
  ['list', table(listMethods)],
  ['tuple', table(tupleMethods)],
  ['dict', table(dictMethods)],
  ['set', table(setMethods)],
  ['range', table(rangeMethods)],
]);

function table(attributes: Readonly<Record<string, Attribute<never>>>): AttributeTable {
  return new Map(Object.entries(attributes));
}
