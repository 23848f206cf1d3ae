import { escapeText } from '../objects/text-repr.js';
import { PyError } from '../objects/py-error.js';

type Codec = 'utf-8' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-16-le' | 'utf-16-be';

const aliases: ReadonlyMap<string, Codec> = new Map<string, Codec>([
  ['utf8', 'utf-8'],
  ['utf-8', 'utf-8'],
  ['u8', 'utf-8'],
  ['ascii', 'ascii'],
  ['us-ascii', 'ascii'],
  ['latin-1', 'latin-1'],
  ['latin1', 'latin-1'],
  ['iso-8859-1', 'latin-1'],
  ['iso8859-1', 'latin-1'],
  ['l1', 'latin-1'],
  ['utf-16', 'utf-16'],
  ['utf16', 'utf-16'],
  ['utf-16-le', 'utf-16-le'],
  ['utf-16le', 'utf-16-le'],
  ['utf-16-be', 'utf-16-be'],
  ['utf-16be', 'utf-16-be'],
]);

function findCodec(name: string): Codec {
  const codec = aliases.get(name.toLowerCase().replaceAll('_', '-'));
  if (codec === undefined) throw new PyError('LookupError', `unknown encoding: ${name}`);
  return codec;
}

/** `text.encode(encoding, errors)`. */
export function encodeText(text: string, encoding: string, errors: string): Uint8Array {
  const codec = findCodec(encoding);
  switch (codec) {
    case 'utf-8':
      return new Uint8Array(Buffer.from(text, 'utf8'));
    case 'utf-16':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    case 'utf-16-le':
      return new Uint8Array(Buffer.from(text, 'utf16le'));
    case 'utf-16-be':
      return new Uint8Array(Buffer.from(text, 'utf16le').swap16());
    default:
      return encodeNarrow(text, codec, errors);
  }
}

function encodeNarrow(text: string, codec: 'ascii' | 'latin-1', errors: string): Uint8Array {
  const limit = codec === 'ascii' ? 0x80 : 0x100;
  const letters = Array.from(text);
  const safe = letters.map((letter, at) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < limit ? letter : replaceLetter(letter, code, codec, limit, errors, at);
  });
  return new Uint8Array(Buffer.from(safe.join(''), 'latin1'));
}

function replaceLetter(
  letter: string,
  code: number,
  codec: string,
  limit: number,
  errors: string,
  at: number,
): string {
  switch (errors) {
    case 'ignore':
      return '';
    case 'replace':
      return '?';
    case 'backslashreplace':
      return escapeText(letter);
    case 'xmlcharrefreplace':
      return `&#${code};`;
    default:
      throw new PyError(
        'UnicodeEncodeError',
        `'${codec}' codec can't encode character '${escapeText(letter)}' in position ${at}: ordinal not in range(${limit})`,
      );
  }
}

/** `data.decode(encoding, errors)`. */
export function decodeBytes(data: Uint8Array, encoding: string, errors: string): string {
  const codec = findCodec(encoding);
  if (codec === 'latin-1') return Buffer.from(data).toString('latin1');
  if (codec === 'ascii') return decodeAscii(data, errors);
  if (codec !== 'utf-8') return decodeUtf16(data, codec);
  if (errors === 'replace') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(data);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    if (errors === 'ignore')
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(data).replaceAll('\ufffd', '');
    throw new PyError('UnicodeDecodeError', "'utf-8' codec can't decode bytes: invalid data");
  }
}

function decodeAscii(data: Uint8Array, errors: string): string {
  return Array.from(data, (byte, at) => {
    if (byte < 0x80) return String.fromCharCode(byte);
    if (errors === 'ignore') return '';
    if (errors === 'replace') return '\ufffd';
    if (errors === 'backslashreplace') return `\\x${byte.toString(16)}`;
    throw new PyError(
      'UnicodeDecodeError',
      `'ascii' codec can't decode byte 0x${byte.toString(16)} in position ${at}: ordinal not in range(128)`,
    );
  }).join('');
}

function decodeUtf16(data: Uint8Array, codec: Codec): string {
  const bigEndian = codec === 'utf-16-be' || (codec === 'utf-16' && data[0] === 0xfe && data[1] === 0xff);
  const bytes = Buffer.from(data);
  const text = (bigEndian ? bytes.swap16() : bytes).toString('utf16le');
  return codec === 'utf-16' ? text.replace(/^\ufeff/, '') : text;
}
