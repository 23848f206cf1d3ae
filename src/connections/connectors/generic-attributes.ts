import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';

import { type Decoder, decoder, fromValidation } from '../../job/decode/decoder.js';
import { describeType } from '../../job/decode/describe-value.js';
import { isAbsent, isMap, wrappedNumberText } from '../../job/decode/plain-value.js';
import { pythonText } from '../../job/python-text.js';
import { scalarText } from './scalar-text.js';

/** A named value of a generic connection: its text, or the name of the secret that it is. */
export interface Attribute {
  readonly name: string;
  readonly value:
    { readonly _tag: 'local'; readonly text: string } | { readonly _tag: 'ssm'; readonly parameter: string };
}

const attributeName = /^[A-Za-z][\w-]*$/;

/** The map of attributes; every bad name and value is reported. */
export const attributes: Decoder<readonly Attribute[]> = fromValidation(
  'a map of values by name; names are of letters, digits, - and _, and begin with a letter',
  (value, context) => {
    if (!isMap(value)) return t.failure(value, context, 'attributes field must be a dict');
    const results = Object.entries(value).map(([name, stored]): t.Validation<Attribute> =>
      attributeName.test(name)
        ? attribute(name).validate(stored, t.appendContext(context, name, attribute(name), stored))
        : t.failure(stored, t.appendContext(context, name, attributes), `Bad attribute name: ${name}`),
    );
    const errors = results.flatMap((result) => (E.isLeft(result) ? result.left : []));
    return errors.length > 0
      ? t.failures(errors)
      : t.success(results.flatMap((result) => (E.isRight(result) ? [result.right] : [])));
  },
);

const attribute = (name: string): Decoder<Attribute> =>
  decoder('a value, or a map with type (local or ssm) and value or parameter', (stored) => {
    if (isMap(stored))
      return pipe(
        typedValue(stored),
        E.map((value) => ({ name, value })),
      );
    return isScalar(stored)
      ? E.right({ name, value: { _tag: 'local', text: scalarText(stored) } })
      : E.left(`Unsupported attribute type for ${name}: ${describeType(stored)}`);
  });

const typedValue = (stored: Readonly<Record<string, unknown>>): E.Either<string, Attribute['value']> => {
  const { type = 'local', value, parameter } = stored;
  if (type === 'local')
    return Object.hasOwn(stored, 'value') && value !== undefined
      ? E.right({ _tag: 'local', text: pythonText(value) })
      : E.left('value must be specified for attributes of type "local"');
  if (type === 'ssm')
    return typeof parameter === 'string' && parameter !== ''
      ? E.right({ _tag: 'ssm', parameter })
      : E.left('parameter must be specified for attributes of type "ssm"');
  return E.left(`Unknown attribute type: ${typeof type === 'string' ? type : describeType(type)}`);
};

const isScalar = (value: unknown): boolean =>
  isAbsent(value) ||
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ||
  wrappedNumberText(value) !== undefined;
