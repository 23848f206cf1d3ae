import { inspect } from 'node:util';

import { Secret } from '../../job/secret.js';

/** A header's value that only shows itself when it is turned into text, as Node does when it writes a request. */
export interface HiddenHeader {
  readonly toString: () => string;
}

/**
 * A header value that is sent as it is and printed as `[redacted]`. docker-modem prints all request headers when
 * somebody sets `DEBUG=modem`; this keeps credentials out of that.
 */
export const hiddenHeader = (value: string): HiddenHeader => {
  const secret = new Secret(value);
  const hidden = {
    toString: () => secret.reveal(),
    toJSON: () => String(secret),
    [inspect.custom]: () => String(secret),
  };
  return hidden;
};
