import { booleanOrText, lineText, portNumber } from '../../job/decode/scalars.js';

/** What a connection to a database may get from its record, or from the set of credentials that `secret_id` names. */
export const sharedFields = {
  host: lineText,
  port: portNumber,
  user: lineText,
  database: lineText,
  /** Oracle's names of a database. */
  service_name: lineText,
  sid: lineText,
};

/** The fields that the record of every SQL connection may have. Other fields are tolerated, as lava does. */
export const sqlFields = {
  ...sharedFields,
  /** The name of a secret. */
  password: lineText,
  secret_id: lineText,
  ssl: booleanOrText,
};

/** The decoded record of an SQL connection, as far as all types share it. */
export interface SqlRecord {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
  readonly service_name?: string;
  readonly sid?: string;
  readonly password?: string;
  readonly secret_id?: string;
  readonly ssl?: boolean;
}
