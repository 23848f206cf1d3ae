import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { refine } from '../../job/decode/decoder.js';
import { lineText } from '../../job/decode/scalars.js';
import { Secret } from '../../job/secret.js';
import { connectionRecord } from '../connection-record.js';
import { defineConnector } from '../define-connector.js';
import { slackScript } from './slack-script.js';
import { oneOf, shellText } from './field-decoders.js';

/** No more than a URL may hold, so that it stands in a configuration file as it is. */
const webhookUrl = refine(lineText, 'an http or https URL', (url) =>
  /^https?:\/\/[^\s"\\<>]+$/i.test(url) ? E.right(url) : E.left('webhook_url must be an http or https URL'),
);

const slackRecord = connectionRecord(
  'refuse',
  { webhook_url: webhookUrl },
  { from: shellText, style: oneOf('block', 'attachment', 'plain'), colour: lineText, preamble: shellText },
);

/**
 * `slack`: posts a message to a webhook, with curl or wget. Whoever has the webhook's URL can post, so that it is kept
 * like a password: in files of its own that curl and GNU wget read.
 */
export const slackConnector = defineConnector({
  types: ['slack'],
  record: slackRecord,
  describe: ({ connectionId, record: { webhook_url: url, ...settings } }, { directory }) =>
    TE.right({
      files: [
        { path: 'lava-slack', mode: 0o700, content: slackScript(connectionId, directory, settings) },
        { path: 'webhook.curl', mode: 0o600, content: new Secret(`url = "${url}"\n`) },
        { path: 'webhook.url', mode: 0o600, content: new Secret(`${url}\n`) },
      ],
      executable: 'lava-slack',
      // Without curl, wget serves.
      programs: ['curl', 'awk'],
    }),
});
