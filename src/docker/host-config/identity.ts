import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, decoder, fromValidation, refine } from '../../job/decode/decoder.js';
import { listOf } from '../../job/decode/containers.js';
import { isMap } from '../../job/decode/plain-value.js';
import { readNumber, text } from '../../job/decode/scalars.js';
import { pythonText } from '../../job/python-text.js';

/** The engine's largest user and group id. */
const largestId = 2_147_483_647;

const isIdTooFar = (part: string): boolean =>
  /^[+-]?\d+$/.test(part) && (Number(part) < 0 || Number(part) > largestId);

/** Names are for the engine to look up in the image; ids have a range. */
const checkIds = (idsOrNames: string): E.Either<string, string> =>
  idsOrNames.split(':').some(isIdTooFar)
    ? E.left(`uids and gids must be in range 0-${largestId}, which ${idsOrNames} is not`)
    : E.right(idsOrNames);

/** A name or an id as text. docker-py takes the text of anything at all, which then names nobody. */
const nameOrId = (allowed: string): Decoder<string> =>
  decoder(allowed, (value) => {
    if (typeof value === 'string') return checkIds(value);
    const id = pythonText(value);
    return readNumber(value) !== undefined && /^-?\d+$/.test(id)
      ? checkIds(id)
      : E.left(`must be ${allowed}`);
  });

/** `user`: a name or id, with a group if need be. Empty text is sent, and means the image's own user. */
export const user: Decoder<string> = nameOrId('a name or an id, such as 1000 or 1000:1000');

const groups = listOf(nameOrId('a name or an id of a group'));

/**
 * `group_add`. docker-py goes through it as Python goes through any iterable: a map gives its keys, and text its
 * characters one by one, so that "100" means the groups 1, 0 and 0.
 */
export const groupAdd: Decoder<readonly string[]> = fromValidation(
  'a list of names or ids of groups',
  (value, context) => groups.validate(iterated(value), context),
);

const iterated = (value: unknown): unknown => {
  if (typeof value === 'string') return Array.from(value);
  return isMap(value) ? Object.keys(value) : value;
};

/** The kernel's limit, in bytes: a container with a longer name is created and does not start. */
const longestHostname = 64;

/** `hostname`. Empty text is sent, and means the engine's own choice. */
export const hostname: Decoder<string> = refine(text, `text of at most ${longestHostname} bytes`, (name) =>
  Buffer.byteLength(name) <= longestHostname
    ? E.right(name)
    : E.left(`must be at most ${longestHostname} bytes, not ${Buffer.byteLength(name)}`),
);

/** `domainname`: text; the list that docker-py's documentation allows is refused by the engine. */
export const domainname: Decoder<string> = text;

/** `working_dir`. Empty text is sent, and means the image's own. */
export const workingDirectory: Decoder<string> = refine(text, 'an absolute path', (path) =>
  path === '' || path.startsWith('/')
    ? E.right(path)
    : E.left(`the working directory '${path}' is invalid, it needs to be an absolute path`),
);
