import { inspect } from 'node:util';

import { Secret } from '../../job/secret.js';

/** A header's value as Node takes it: it is turned into a string when the request is written. */
export type HeaderValue = string;

/**
 * A header value that is sent as it is and printed as `[redacted]`. docker-modem prints all request headers when
 * somebody sets `DEBUG=modem`; this keeps credentials out of that.
 */
export const hiddenHeader = (value: string): HeaderValue => {
  const secret = new Secret(value);
  const hidden = {
    toString: () => secret.reveal(),
    toJSON: () => String(secret),
    [inspect.custom]: () => String(secret),
  };
  // Node's http accepts whatever has a text form; its types know strings, numbers and lists only.
  return hidden as unknown as HeaderValue;
};
