import { nativeFunction, type NativeFunction } from '../objects/native-function.js';
import type { PyValue } from '../objects/py-value.js';
import { textOf } from '../objects/coerce.js';
import { typeName } from '../objects/type-name.js';
import { raise } from './raise.js';

/** Bucket and key of `s3://bucket/key`, `s3:bucket/key`, `/bucket/key` or `bucket/key`; the key may be empty. */
export function splitS3Name(name: string): readonly [bucket: string, key: string] {
  const plain = name.startsWith('s3:') ? name.slice(3) : name;
  const [, bucket, key] = /^\/*([^/]+)(?:\/+(.*))?$/s.exec(plain) ?? [];
  if (bucket === undefined) return raise('ValueError', `Invalid S3 object name: ${name}`);
  return [bucket, (key ?? '').replace(/\/+$/, '')];
}

function nameArg(value: PyValue | undefined): string {
  return (
    textOf(value) ?? raise('AttributeError', `'${typeName(value)}' object has no attribute 'startswith'`)
  );
}

/** lava's `utils.s3bucket`. */
export function makeS3Bucket(): NativeFunction {
  return nativeFunction('s3bucket(s3name)', (_rt, [name]) => splitS3Name(nameArg(name))[0]);
}

/** lava's `utils.s3key`. */
export function makeS3Key(): NativeFunction {
  return nativeFunction('s3key(s3name)', (_rt, [name]) => splitS3Name(nameArg(name))[1]);
}
