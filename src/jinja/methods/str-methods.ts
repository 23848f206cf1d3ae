import type { MethodAttribute } from '../objects/attribute.js';
import { formatMethods } from '../format/format-methods.js';
import { caseMethods } from './text-case.js';
import { encodeMethods } from './text-encode.js';
import { padMethods } from './text-pad.js';
import { searchMethods } from './text-search.js';
import { splitMethods } from './text-split.js';
import { textTests } from './text-tests.js';

/** A method of `str`. */
export type TextMethod = MethodAttribute<string>;

/** Methods of `str`. */
export const strMethods = {
  ...caseMethods,
  ...textTests,
  ...searchMethods,
  ...splitMethods,
  ...padMethods,
  ...encodeMethods,
  ...formatMethods,
};
