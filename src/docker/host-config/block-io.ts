import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { listOf } from '../../job/decode/containers.js';
import { type Decoder, fromValidation } from '../../job/decode/decoder.js';
import { isAbsent, isMap } from '../../job/decode/plain-value.js';
import { text } from '../../job/decode/scalars.js';
import { collectResults } from './collect-results.js';
import { type NumberRange, innerNumberWithin, uint16, wholeNumberWithin } from './whole-numbers.js';

/** A device and its limit, by the API's field names. The engine does not mind their case, nor further fields. */
export type DeviceLimit = Readonly<Record<string, unknown>>;

/**
 * `blkio_weight`. The engine's range of 10 to 1000 holds only where the kernel knows weights; elsewhere the engine drops
 * the weight with a warning, whatever it is.
 */
export const blkioWeight: Decoder<number> = wholeNumberWithin(uint16);

interface LimitRules {
  /** The API's name for the limit itself. */
  readonly limit: 'Weight' | 'Rate';
  readonly range: NumberRange;
  /** Whether the engine needs the path: it looks the device up for rates, and drops weights that it cannot use. */
  readonly needsPath: boolean;
}

const hasPath = (item: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(item).some(([key, entry]) => key.toLowerCase() === 'path' && !isAbsent(entry));

const deviceLimit = ({ limit, range, needsPath }: LimitRules): Decoder<DeviceLimit> => {
  const allowed = `a map such as {"Path": "/dev/sda", "${limit}": 300}`;
  const codecs: ReadonlyMap<string, Decoder<unknown>> = new Map<string, Decoder<unknown>>([
    ['path', text],
    [limit.toLowerCase(), innerNumberWithin(range)],
  ]);
  return fromValidation(allowed, (value, context) => {
    if (!isMap(value)) return t.failure(value, context, `must be ${allowed}`);
    if (needsPath && !hasPath(value)) return t.failure(value, context, 'Missing keys: Path');
    const entries = Object.entries(value).map(([key, entry]) => {
      const codec = codecs.get(key.toLowerCase());
      if (codec === undefined || isAbsent(entry)) return t.success([key, entry] as const);
      const decoded = codec.validate(entry, t.appendContext(context, key, codec, entry));
      return E.map((limit: unknown) => [key, limit] as const)(decoded);
    });
    return E.map((pairs: readonly (readonly [string, unknown])[]) => Object.fromEntries(pairs))(
      collectResults(entries),
    );
  });
};

/** `blkio_weight_device`. */
export const blkioWeightDevice: Decoder<readonly DeviceLimit[]> = listOf(
  deviceLimit({ limit: 'Weight', range: uint16, needsPath: false }),
);

/** `device_read_bps`, `device_write_bps`, `device_read_iops` and `device_write_iops`. */
export const deviceRates: Decoder<readonly DeviceLimit[]> = listOf(
  deviceLimit({ limit: 'Rate', range: { from: 0, to: Number.MAX_SAFE_INTEGER }, needsPath: true }),
);
