import type * as E from 'fp-ts/lib/Either.js';

import type { ConnectionFailure } from '../../../connections/connection-failure.js';
import type { Connector, ConnectorDescription, ConnectorSources } from '../../../connections/connector.js';
import {
  makeTestConnectorContext,
  type TestConnectorContextOverrides,
} from '../../test-connector-context.js';
import type { Secret } from '../../../job/secret.js';
import { deepFreeze } from '../deep-freeze.js';
import { left, right, settle } from '../suite.js';

/** A connection for the suite of connectors. @public */
export interface ConnectorExample {
  /** The connection type, in lower case. */
  readonly type: string;
  /** The record as it is stored. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** A connection that a connector must refuse. @public */
export interface BadConnectorExample extends ConnectorExample {
  /** The field at fault, e.g. `host`: the failure names it. */
  readonly field: string;
}

/** A connector to be tested. @public */
export interface ConnectorSubject {
  readonly connector: Connector;
  /** Connections that it must describe: at least one of every type that it serves. */
  readonly good: readonly ConnectorExample[];
  /** Connections that it must refuse; may be empty where there is nothing to refuse. */
  readonly bad: readonly BadConnectorExample[];
  /** Where it gets what the records name. They give the same answer to the same question. */
  readonly sources: ConnectorSources;
  /** Items of lava's configuration that it may look up, by key in upper case. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Texts that nobody may see: what the sources give, and values of records that are secrets themselves. */
  readonly secrets: readonly string[];
}

/** The id of every connection of the suite: no field, and no value, is called so. */
export const connectionId = 'suite/conn-0x7f';

/** Sets a call up: the record is frozen, so that a connector that changes it fails. */
export const describeExample = (
  { connector, sources, config = {} }: ConnectorSubject,
  { type, record }: ConnectorExample,
  overrides: TestConnectorContextOverrides = {},
): ReturnType<Connector['describe']> =>
  connector.describe(
    { connectionId, type, record: deepFreeze(structuredClone(record)) },
    makeTestConnectorContext({ sources, config, ...overrides }),
  );

/** The call and its task in one: a connector that throws where it should give a task is found out like one that rejects. */
const taskOf =
  (...call: Parameters<typeof describeExample>): ReturnType<typeof describeExample> =>
  () =>
    describeExample(...call)();

/** Describes a good connection. */
export const describeGood = (
  subject: ConnectorSubject,
  example: ConnectorExample,
  overrides?: TestConnectorContextOverrides,
): Promise<ConnectorDescription> => right(taskOf(subject, example, overrides));

/** Describes a connection that must be refused. */
export const describeBad = (
  subject: ConnectorSubject,
  example: ConnectorExample,
  overrides?: TestConnectorContextOverrides,
): Promise<ConnectionFailure> => left(taskOf(subject, example, overrides));

/** The outcome, whatever it is. */
export const describeAny = (
  subject: ConnectorSubject,
  example: ConnectorExample,
  overrides?: TestConnectorContextOverrides,
): Promise<E.Either<ConnectionFailure, ConnectorDescription>> => settle(taskOf(subject, example, overrides));

/** A file's text, revealed where it is secret. */
export const textOf = (content: string | Secret): string =>
  typeof content === 'string' ? content : content.reveal();

/** A description as it can be compared, its secrets revealed. */
export const comparable = (description: ConnectorDescription): unknown => ({
  ...description,
  files: description.files.map(({ path, mode, content }) => ({ path, mode, content: textOf(content) })),
});

/** The texts of a record that may be values of secrets: everything but ids, types and what is too short to tell. */
export const valuesOf = (value: unknown, isSecretive = true): readonly string[] => {
  if (typeof value === 'string') return isSecretive && value.length >= 4 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => valuesOf(entry, !['type', 'conn_id'].includes(key)));
};
