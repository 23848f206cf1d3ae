import { badEndpoint } from './engine-errors.js';

/** Certificates and checks of a TLS connection, as PEM. */
export interface TlsMaterial {
  /** Who signed the engine's certificate. Absent: the system's authorities. */
  readonly ca?: Buffer;
  /** The client's own certificate and its key. */
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** Whether the engine's certificate is checked. */
  readonly verify: boolean;
}

/** Where an engine is and how it is spoken to. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly url: string; readonly path: string }
  | {
      readonly kind: 'tcp';
      readonly url: string;
      readonly host: string;
      readonly port: number;
      /** Absent: plain HTTP. */
      readonly tls?: TlsMaterial;
    }
  | {
      readonly kind: 'ssh';
      readonly url: string;
      readonly host: string;
      readonly port?: number;
      readonly user?: string;
    };

/** A server's URL, taken apart. Whether `tcp` means TLS is for the caller to say. */
export type ServerUrl =
  | { readonly scheme: 'unix' | 'npipe'; readonly path: string }
  | { readonly scheme: 'tcp' | 'http' | 'https'; readonly host: string; readonly port: number }
  | { readonly scheme: 'ssh'; readonly host: string; readonly port?: number; readonly user?: string };

/** The socket that Docker's own packages listen on. */
export const standardSocket = '/var/run/docker.sock';

/**
 * Takes a server's URL apart by docker-py's rules (`docker.utils.parse_host`): a port is required, `unix://` alone is
 * the standard socket, `http+unix` is `unix`; no query, fragment or password. As the docker command line does,
 * `host:port` without a scheme is accepted for `tcp`.
 * @throws `Unavailable` with the code `engine.bad-endpoint`
 */
export const parseServerUrl = (server: string): ServerUrl => {
  const text = server.trim();
  const [, scheme = 'tcp', rest = text] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  switch (scheme.toLowerCase()) {
    case 'unix':
    case 'http+unix':
      return { scheme: 'unix', path: socketPath(rest) };
    case 'npipe':
      return { scheme: 'npipe', path: rest === '' ? '//./pipe/docker_engine' : rest };
    case 'tcp':
      return { scheme: 'tcp', ...hostAndPort(text, rest) };
    case 'http':
      return { scheme: 'http', ...hostAndPort(text, rest) };
    case 'https':
      return { scheme: 'https', ...hostAndPort(text, rest) };
    case 'ssh':
      return { scheme: 'ssh', ...sshTarget(text, rest) };
    default:
      throw badEndpoint(`Container engine "${withoutPassword(text)}": unknown protocol "${scheme}"`);
  }
};

const socketPath = (rest: string): string => {
  if (rest === '') return standardSocket;
  return rest.startsWith('/') ? rest : `/${rest}`;
};

const hostAndPort = (server: string, rest: string): { readonly host: string; readonly port: number } => {
  const url = parseAuthority(server, rest);
  if (url.port === '') throw badEndpoint(`Container engine "${server}": a port is required`);
  if (url.username !== '') throw badEndpoint(`Container engine "${server}": a user is not possible here`);
  return { host: bareHost(url), port: Number(url.port) };
};

const sshTarget = (server: string, rest: string): Omit<ServerUrl & { scheme: 'ssh' }, 'scheme'> => {
  const url = parseAuthority(server, rest);
  if (url.pathname !== '' && url.pathname !== '/') {
    throw badEndpoint(`Container engine "${server}": a path is not possible with ssh`);
  }
  // They become arguments of the ssh program, which would take a leading "-" for an option.
  if (url.hostname.startsWith('-') || url.username.startsWith('-')) {
    throw badEndpoint(`Container engine "${server}": neither user nor host begins with "-"`);
  }
  return {
    host: bareHost(url),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
  };
};

const parseAuthority = (server: string, rest: string): URL => {
  // A scheme that URL knows nothing of keeps a port even where it is the default of http or https.
  const text = `engine://${rest.startsWith(':') ? `127.0.0.1${rest}` : rest}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === '') {
    throw badEndpoint(`Container engine "${withoutPassword(server)}": not a valid address`);
  }
  if (url.password !== '') {
    throw badEndpoint(`Container engine "${withoutPassword(server)}": a password does not belong here`);
  }
  if (url.search !== '' || url.hash !== '') {
    throw badEndpoint(`Container engine "${server}": neither query nor fragment is possible`);
  }
  return url;
};

const bareHost = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

const withoutPassword = (server: string): string => server.replace(/:[^:@/]*@/, ':[redacted]@');
