import * as E from 'fp-ts/lib/Either.js';

import { Secret } from '../../job/secret.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { badRecord } from './bad-record.js';
import type { SqlConnection } from './expand-sql.js';

/** Names of hosts, addresses, services and instances. In a descriptor brackets, equals signs and quotes have a meaning. */
const descriptorValue = /^[\w.$#:%[\]-]+$/;

/**
 * What SQL*Plus is told when it asks for a user name: user, password and where the database is.
 * @returns a failure for what cannot be written there
 */
export const oracleLogon = (sql: SqlConnection): E.Either<ConnectionFailure, Secret> => {
  const { connectionId, login } = sql;
  const password = login.password.reveal();
  const { host, port, record } = sql;
  const { service_name: service } = record;
  // lava's older name of it.
  const sid = record.sid ?? record.database;
  const fields = { host, service_name: service, [record.sid === undefined ? 'database' : 'sid']: sid };
  const odd = Object.entries(fields).filter(
    ([, value]) => value !== undefined && !descriptorValue.test(value),
  );
  const reasons = [
    ...(service === undefined && sid === undefined ? ['service_name or sid must be specified'] : []),
    ...odd.map(([field]) => `${field} holds characters that a connect descriptor cannot`),
    ...(login.user.includes('"') ? ['user holds a double quote, which Oracle does not allow'] : []),
    ...(/["\0\r\n]/.test(password)
      ? ['the password holds a double quote, a line break or a NUL, which Oracle does not allow']
      : []),
  ];
  if (reasons.length > 0) return E.left(badRecord(connectionId, reasons.join('; ')));
  const database = connectData(service, sid);
  const descriptor = `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=${port}))(CONNECT_DATA=${database}))`;
  return E.right(new Secret(`${userName(login.user)}/"${password}"@${descriptor}`));
};

const connectData = (service: string | undefined, sid: string | undefined): string =>
  [
    ...(sid === undefined ? [] : [`(SID=${sid})`]),
    ...(service === undefined ? [] : [`(SERVICE_NAME=${service})`]),
  ].join('');

/** Quotes make a name count as it is written, in upper and lower case, so they stand only where they must. */
const userName = (user: string): string => (/^[\w$#]+(?:\[[\w$#]+\])?$/.test(user) ? user : `"${user}"`);
