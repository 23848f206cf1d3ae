import * as TE from 'fp-ts/lib/TaskEither.js';

import { booleanOrText, lineText, wholeNumber } from '../../job/decode/scalars.js';
import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { lavaProgram } from './lava-program.js';
import { oneOf, textOrList } from './field-decoders.js';

/** The fields of an email connection; those of an ses connection are among them. */
export const emailFields = {
  from: lineText,
  reply_to: textOrList,
  subtype: oneOf('ses', 'smtp'),
  region: lineText,
  return_path: lineText,
  configuration_set: lineText,
  host: lineText,
  port: wholeNumber,
  user: lineText,
  password: lineText,
  tls: booleanOrText,
};

/** `email`: lava's own `lava-email`, which has to be in the image. */
export const emailConnector = defineConnector({
  types: ['email'],
  record: connectionRecord('refuse', {}, emailFields),
  describe: (connection, context) => {
    const { from, reply_to = [] } = connection.record;
    return TE.right(
      lavaProgram({
        program: 'lava-email',
        connection,
        context,
        options: [
          ...(from === undefined ? [] : ['--from', from]),
          ...reply_to.flatMap((address) => ['--reply-to', address]),
        ],
      }),
    );
  },
});
