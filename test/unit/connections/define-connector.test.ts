import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { expect, it } from 'vitest';

import { type ConnectorDefinition, defineConnector } from '../../../src/connections/define-connector.js';

const complete: ConnectorDefinition<unknown> = {
  types: ['acme'],
  record: t.unknown,
  describe: () => TE.right({ files: [], executable: '', programs: [] }),
};

it('makes a connector of the present version', () => {
  expect(defineConnector(complete)).toMatchObject({ types: ['acme'], apiVersion: 1 });
});

it.each([
  ['record', 'has no "record" with a method "decode": add a decoder of io-ts.'],
  ['describe', 'has no method "describe": add it.'],
])('refuses a definition without %s at once, since nobody could tell later', (member, message) => {
  expect(() => defineConnector({ ...complete, [member]: undefined })).toThrow(
    `The connector for "acme" ${message}`,
  );
});
