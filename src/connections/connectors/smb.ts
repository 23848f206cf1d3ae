import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { type Decoder, fromValidation } from '../../job/decode/decoder.js';
import { isAbsent, isMap } from '../../job/decode/plain-value.js';
import { booleanOrText, lineText, wholeNumber } from '../../job/decode/scalars.js';
import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { lavaProgram } from './lava-program.js';
import { oneOf } from './field-decoders.js';

const always = { remote_name: lineText };
/** What a set of credentials may bring. */
const login = { host: lineText, user: lineText, password: lineText };
const optional = {
  subtype: oneOf('pysmb', 'smbprotocol'),
  domain: lineText,
  my_name: lineText,
  port: wholeNumber,
  use_ntlm_v2: booleanOrText,
  is_direct_tcp: booleanOrText,
  encrypt: booleanOrText,
  secret_id: lineText,
};

const plainRecord = connectionRecord('refuse', { ...always, ...login }, optional);
const secretRecord = connectionRecord('refuse', always, { ...login, ...optional });

/** With a `secret_id` host, user and password may come from there. */
const smbRecord: Decoder<unknown> = fromValidation('a map', (value, context) => {
  const hasSecret = isMap(value) && !isAbsent(value['secret_id']);
  const decoded = (hasSecret ? secretRecord : plainRecord).validate(value, context);
  return E.isLeft(decoded) ? decoded : E.right(decoded.right);
});

/** `smb`: lava's own `lava-smb`, which has to be in the image. */
export const smbConnector = defineConnector({
  types: ['smb'],
  record: smbRecord,
  describe: (connection, context) => TE.right(lavaProgram({ program: 'lava-smb', connection, context })),
});
