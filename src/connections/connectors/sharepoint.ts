import * as TE from 'fp-ts/lib/TaskEither.js';

import { lineText } from '../../job/decode/scalars.js';
import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { lavaProgram } from './lava-program.js';

const required = {
  org_base_url: lineText,
  site_name: lineText,
  tenant: lineText,
  client_id: lineText,
  client_secret: lineText,
  user: lineText,
  password: lineText,
};

/** `sharepoint`: lava's own `lava-sharepoint`, which has to be in the image. Other fields are tolerated, as lava does. */
export const sharepointConnector = defineConnector({
  types: ['sharepoint'],
  record: connectionRecord('keep', required, { https_proxy: lineText }),
  describe: (connection, context) =>
    TE.right(lavaProgram({ program: 'lava-sharepoint', connection, context })),
});
