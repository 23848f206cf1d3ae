import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { anything, record } from '../../job/decode/containers.js';
import { type Decoder, fromValidation, mapMessages } from '../../job/decode/decoder.js';
import { isMap } from '../../job/decode/plain-value.js';
import type { HostConfig, HostConfigName } from './checked.js';
import { findConflicts } from './conflicts.js';
import { decodeField, type HostConfigField } from './field.js';
import { hostConfigFields, hostConfigNames } from './fields.js';

/** Checks which parameters there are, and not what they hold. */
const knownNames = record({
  required: {},
  optional: Object.fromEntries(hostConfigNames.map((name) => [name, anything])),
  otherKeys: 'refuse',
});

interface DecodedFields {
  readonly config: HostConfig;
  readonly failed: ReadonlySet<HostConfigName>;
  readonly errors: t.Errors;
}

const decodeFields = (given: Readonly<Record<string, unknown>>, context: t.Context): DecodedFields => {
  const results = hostConfigNames
    .filter((name) => Object.hasOwn(given, name) && given[name] !== undefined)
    .map((name) => {
      const field: HostConfigField<unknown> = hostConfigFields[name];
      return [name, decodeField(name, field, given[name], context)] as const;
    });
  const decoded = results.flatMap(([name, result]) => (E.isRight(result) ? [[name, result.right]] : []));
  return {
    // Each value comes from the codec of its own name, which the compiler cannot see through Object.fromEntries.
    config: Object.fromEntries(decoded) as HostConfig,
    failed: new Set(results.flatMap(([name, result]) => (E.isLeft(result) ? [name] : []))),
    errors: results.flatMap(([, result]) => (E.isLeft(result) ? result.left : [])),
  };
};

const conflictErrors = ({ config, failed }: DecodedFields, context: t.Context): t.Errors =>
  findConflicts(config)
    .filter(({ between }) => !between.some((name) => failed.has(name)))
    .map(({ between: [name, ...others], message }) => ({
      value: config[name],
      context: t.appendContext(context, name, {
        ...hostConfigFields[name].codec,
        name: `not with ${others.join(', ')}`,
      }),
      message: `${name}: ${message}`,
    }));

/**
 * The `host_config` of a docker job, checked as docker-py and the engine would check it. Every problem is reported at
 * once, in a message that begins `Bad host_config parameters: ` and names the parameter.
 * @public
 */
export const hostConfig: Decoder<HostConfig> = mapMessages(
  fromValidation('a map of host configuration parameters', (value, context) => {
    const names = knownNames.validate(value, context);
    if (!isMap(value)) return t.failure(value, context, 'must be a map');
    const fields = decodeFields(value, context);
    const errors = [
      ...(E.isLeft(names) ? names.left : []),
      ...fields.errors,
      ...conflictErrors(fields, context),
    ];
    return errors.length > 0 ? t.failures(errors) : t.success(fields.config);
  }),
  (message) => `Bad host_config parameters: ${message}`,
);
