import { type MethodAttribute, classMethod, method } from '../objects/attribute.js';
import { toIndex, toText } from '../objects/coerce.js';
import { iterate } from '../objects/iterate.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyBytes } from '../objects/py-bytes.js';
import { PyList } from '../objects/py-list.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyObject, PyValue } from '../objects/py-value.js';
import { typeName } from '../objects/type-name.js';
import { decodeBytes } from './codecs.js';
import type { TextMethod } from './str-methods.js';
import { strMethods } from './str-methods.js';

/** Methods that work on bytes as they do on the text with the same codes. */
const shared = [
  'capitalize',
  'center',
  'count',
  'endswith',
  'expandtabs',
  'find',
  'index',
  'isalnum',
  'isalpha',
  'isascii',
  'isdigit',
  'islower',
  'isspace',
  'istitle',
  'isupper',
  'ljust',
  'lower',
  'lstrip',
  'partition',
  'removeprefix',
  'removesuffix',
  'replace',
  'rfind',
  'rindex',
  'rjust',
  'rpartition',
  'rsplit',
  'rstrip',
  'split',
  'splitlines',
  'startswith',
  'strip',
  'swapcase',
  'title',
  'upper',
  'zfill',
] as const;

/** Methods of `bytes`. */
export const bytesMethods: Readonly<
  Record<string, MethodAttribute<PyBytes> | ReturnType<typeof classMethod>>
> = {
  ...Object.fromEntries(shared.map((name) => [name, viaText(strMethods[name])])),
  decode: method<PyBytes>('decode(encoding="utf-8", errors="strict")', (_rt, self, [encoding, errors]) =>
    decodeBytes(self.data, toText(encoding ?? 'utf-8'), toText(errors ?? 'strict')),
  ),
  hex: method<PyBytes>('hex(sep="", bytes_per_sep=1)', (_rt, self, [sep, group]) =>
    hexText(self.data, sep === undefined ? '' : toText(sep), toIndex(group ?? 1)),
  ),
  join: method<PyBytes>('join(iterable, /)', (rt, self, [items]) => {
    const parts: Uint8Array[] = [];
    for (const item of iterate(rt, items ?? null)) {
      if (!(item instanceof PyBytes))
        throw typeError(`expected a bytes-like object, ${typeName(item)} found`);
      if (parts.length > 0) parts.push(self.data);
      parts.push(item.data);
    }
    return new PyBytes(new Uint8Array(Buffer.concat(parts)));
  }),
  fromhex: classMethod('fromhex(string, /)', (_rt, _cls, [text]) => {
    const digits = toText(text).replace(/\s/g, '');
    if (!/^(?:[\da-f]{2})*$/i.test(digits)) throw valueError('non-hexadecimal number found in fromhex() arg');
    return new PyBytes(new Uint8Array(Buffer.from(digits, 'hex')));
  }),
};

function hexText(data: Uint8Array, separator: string, group: number): string {
  const pairs = Array.from(data, (byte) => byte.toString(16).padStart(2, '0'));
  if (separator === '' || group === 0) return pairs.join('');
  const size = Math.abs(group);
  const first = group > 0 ? pairs.length % size : 0;
  const groups = first === 0 ? [] : [pairs.slice(0, first).join('')];
  for (let at = first; at < pairs.length; at += size) groups.push(pairs.slice(at, at + size).join(''));
  return groups.join(separator);
}

function viaText(text: TextMethod): MethodAttribute<PyBytes> {
  return {
    kind: 'method',
    name: text.name,
    call: (rt, self, args, kwargs) =>
      toBytes(text.call(rt, textOfBytes(self), args.map(toTextArgument), kwargs)),
  };
}

/** Bytes beyond ASCII have no case and are no letters: characters of private use stand for them. */
const privateUse = 0xe000;

function textOfBytes(bytes: PyBytes): string {
  return Array.from(bytes.data, (byte) => String.fromCharCode(byte < 0x80 ? byte : privateUse + byte)).join(
    '',
  );
}

function toTextArgument(value: PyValue): PyValue {
  if (value instanceof PyBytes) return textOfBytes(value);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(toTextArgument));
  if (typeof value === 'string') throw typeError("a bytes-like object is required, not 'str'");
  return value;
}

function toBytes(value: PyValue): PyValue {
  if (typeof value === 'string') return new PyBytes(Uint8Array.from(Array.from(value, byteOf)));
  const object: PyObject | undefined = typeof value === 'object' && value !== null ? value : undefined;
  if (object instanceof PyList) return new PyList(object.items.map(toBytes));
  return object instanceof PyTuple ? new PyTuple(object.items.map(toBytes)) : value;
}

function byteOf(character: string): number {
  return character.charCodeAt(0) & 0xff;
}
