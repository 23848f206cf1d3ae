import { Secret } from '../../job/secret.js';
import type { SqlConnection } from './expand-sql.js';

/** Longer ones are not read from a password file by every client. */
const longestInFile = 98;

/** Clients before PostgreSQL 13 read a file in pieces of this size; a longer line would be two. */
const longestLine = 318;

/**
 * The content of a password file of libpq, with one line for the connection.
 * @returns nothing for a password that cannot stand in one: it is long, or has line breaks, or would be in a long line
 */
export const pgpass = ({ host, port, record, login }: SqlConnection): Secret | undefined => {
  const password = login.password.reveal();
  if (Buffer.byteLength(password) > longestInFile || /[\r\n]/.test(password)) return undefined;
  const fields = [host, String(port), record.database ?? '*', login.user, password];
  const line = fields.map(escaped).join(':');
  return Buffer.byteLength(line) > longestLine ? undefined : new Secret(`${line}\n`);
};

const escaped = (field: string): string => field.replace(/[\\:]/g, '\\$&');
