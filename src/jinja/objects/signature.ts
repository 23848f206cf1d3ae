import type { Args, Kwargs, PyValue } from './py-value.js';
import { typeError } from './py-error.js';
import { PyDict } from './py-dict.js';
import { PyTuple } from './py-tuple.js';

/** Arguments in the order of the signature; `undefined` for those that were not given. */
export type Bound = readonly (PyValue | undefined)[];

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly kind: 'positional' | 'both' | 'keyword';
}

/** A signature, parsed once when the function is defined. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly positionalCount: number;
  readonly requiredCount: number;
  readonly rest: boolean;
  readonly keywords: boolean;
}

/**
 * Reads `name(a, b, /, c=1, *args, d=2, **kwargs)`, Python's own notation with all its markers. The values after `=`
 * say only that the parameter is optional. `*args` and `**kwargs` arrive as a tuple and a dict after all the others.
 */
export function parseSignature(text: string): Signature {
  const open = text.indexOf('(');
  const words = text
    .slice(open + 1, -1)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const slash = words.indexOf('/');
  const star = words.findIndex((word) => word === '*' || /^\*\w/.test(word));
  const parameters: Parameter[] = [];
  words.forEach((word, at) => {
    if (word === '/' || word.startsWith('*')) return;
    const [name = '', value] = word.split('=');
    const kind = at < slash ? 'positional' : star >= 0 && at > star ? 'keyword' : 'both';
    parameters.push({ name, required: value === undefined, kind });
  });
  const positional = parameters.filter((parameter) => parameter.kind !== 'keyword');
  return {
    name: text.slice(0, open),
    parameters,
    positionalCount: positional.length,
    requiredCount: parameters.filter((parameter) => parameter.required).length,
    rest: words.some((word) => /^\*\w/.test(word)),
    keywords: words.some((word) => word.startsWith('**')),
  };
}

/** Puts the arguments of a call in the signature's order, or throws Python's TypeError. */
export function bind(signature: Signature, args: Args, kwargs: Kwargs): Bound {
  const plain = kwargs === undefined && !signature.rest && !signature.keywords;
  if (plain && args.length <= signature.positionalCount && args.length >= signature.requiredCount)
    return args;
  return bindSlowly(signature, args, kwargs);
}

function bindSlowly(signature: Signature, args: Args, kwargs: Kwargs): Bound {
  const { name, parameters, positionalCount } = signature;
  if (args.length > positionalCount && !signature.rest) throw tooMany(signature, args.length);
  const bound: (PyValue | undefined)[] = parameters.map((_parameter, at) =>
    at < positionalCount ? args[at] : undefined,
  );
  const extra = new PyDict();
  for (const [key, value] of kwargs ?? []) {
    const at = parameters.findIndex((parameter) => parameter.name === key && parameter.kind !== 'positional');
    if (at < 0 && !signature.keywords)
      throw typeError(`${name}() got an unexpected keyword argument '${key}'`);
    if (at < 0) extra.setText(key, value);
    else if (bound[at] !== undefined) throw typeError(`${name}() got multiple values for argument '${key}'`);
    else bound[at] = value;
  }
  requireAll(signature, bound);
  if (signature.rest) bound.push(new PyTuple(args.slice(positionalCount)));
  if (signature.keywords) bound.push(extra);
  return bound;
}

function requireAll(signature: Signature, bound: Bound): void {
  const missing = signature.parameters.filter(
    (parameter, at) => parameter.required && bound[at] === undefined,
  );
  if (missing.length === 0) return;
  const kind = missing.some((parameter) => parameter.kind !== 'keyword') ? 'positional' : 'keyword-only';
  const names = missing.map((parameter) => `'${parameter.name}'`).join(' and ');
  const noun = missing.length === 1 ? 'argument' : 'arguments';
  throw typeError(`${signature.name}() missing ${missing.length} required ${kind} ${noun}: ${names}`);
}

function tooMany(signature: Signature, given: number): Error {
  const takes = signature.positionalCount;
  const noun = takes === 1 ? 'argument' : 'arguments';
  return typeError(`${signature.name}() takes ${takes} positional ${noun} but ${given} were given`);
}
