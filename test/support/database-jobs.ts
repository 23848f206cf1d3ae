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
