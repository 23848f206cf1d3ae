import type { BenchSetup } from './job-bench.js';

type Fields = Readonly<Record<string, unknown>>;

/** A job that runs a script in the clients' image, on the network of the machine, with the connection `db`. */
export const databaseJob = (script: string, parameters: Fields = {}): Fields => {
  const { host_config, ...others } = parameters;
  return {
    payload: 'database-clients:1',
    parameters: {
      command: 'sh -c {{vars.script}}',
      vars: { script },
      connections: { db: 'c1' },
      host_config: { network_mode: 'host', ...(host_config as Fields | undefined) },
      ...others,
    },
  };
};

/** Every printable character of ASCII, and one beyond. */
export const awkward = `${Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')}é`;

/** A password as IAM makes them for databases: long, and part of a URL. */
export const token = `db.example.com:3306/?Action=connect&DBUser=app&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261124&X-Amz-Security-Token=${'IQoJb3JpZ2lu'.repeat(90)}`;

/**
 * A bench whose connection `c1` leads to a database, by default as the user `plain`.
 * @param broken - the password of the user `broken`, with line breaks
 * @param base - type and address, known when the servers run
 */
export const databaseSetups = (broken: string, base: () => Fields): DatabaseSetups => {
  const secrets = { '/awkward': awkward, '/broken': broken, '/plain': 'plain-pass-1', '/token': token };
  return {
    everySecret: [...Object.values(secrets), broken.trim()],
    setup: (fields = {}) => ({
      options: { pullPolicy: 'if-missing' },
      secrets,
      connections: {
        c1: { conn_id: 'c1', enabled: true, user: 'plain', password: '/plain', ...base(), ...fields },
      },
    }),
  };
};

interface DatabaseSetups {
  /** What nobody may see. */
  readonly everySecret: readonly string[];
  /** @param fields - of the connection, over the others */
  readonly setup: (fields?: Fields) => BenchSetup;
}
