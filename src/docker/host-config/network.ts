import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, decoder, refine } from '../../job/decode/decoder.js';
import { text } from '../../job/decode/scalars.js';

const containerPrefix = 'container:';

/** Whether a container shares the network of another, as `container:<name or id>` says. */
export const sharesContainerNetwork = (networkMode: string): boolean =>
  networkMode.startsWith(containerPrefix);

/** `network_mode`: `bridge`, `none`, `host`, `container:<name or id>` or the name of a network. */
export const networkMode: Decoder<string> = refine(
  text,
  'bridge, none, host, container:<name or id> or the name of a network',
  (mode) =>
    mode === 'container' || mode === containerPrefix
      ? E.left(`invalid container format container:<name|id>: ${mode}`)
      : E.right(mode),
);

/** `network_disabled` and `publish_all_ports`: the engine takes no text and no number for a boolean. */
export const jsonBoolean: Decoder<boolean> = decoder('true or false', (value) =>
  typeof value === 'boolean' ? E.right(value) : E.left('must be true or false'),
);
