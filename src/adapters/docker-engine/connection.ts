import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One request to the engine's API. */
export interface EngineRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without the API version; its variable parts are encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Value of `X-Registry-Auth`; sent with this request only. */
  readonly registryAuth?: string;
  /** Asks the engine to turn the connection into a plain byte stream (attach). */
  readonly upgrade?: boolean;
}

/** The engine's answer once its headers are there: a message with a body still to be read, or an upgraded socket. */
export type EngineAnswer =
  | { readonly _tag: 'reply'; readonly status: number; readonly body: IncomingMessage }
  | { readonly _tag: 'upgraded'; readonly socket: Duplex };

/** A way to one engine, with what was found out about it. */
export interface EngineConnection {
  /** For messages: `unix:///var/run/docker.sock`. */
  readonly server: string;
  /** Limit in ms for each short call. */
  readonly timeoutMs: number;
  /**
   * Sends a request. It settles when the headers are there, and at once when the signal is aborted or the connection
   * breaks. The caller reads the body or destroys it.
   */
  readonly open: (request: EngineRequest, signal: AbortSignal) => Promise<EngineAnswer>;
  /** Aborted when the connection is given up: whatever is under way ends. */
  readonly closed: AbortSignal;
  readonly close: () => void;
}
