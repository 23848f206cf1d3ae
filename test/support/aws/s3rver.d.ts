/** s3rver has no types of its own; this is what the tests use of it. */
declare module 's3rver' {
  import type { Server } from 'node:http';

  export interface S3rverOptions {
    readonly address: string;
    readonly port: number;
    readonly silent: boolean;
    readonly directory: string;
    readonly vhostBuckets: boolean;
  }

  export default class S3rver {
    constructor(options: S3rverOptions);
    readonly context: { store: unknown };
    store: unknown;
    readonly httpServer: Server;
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
}

declare module 's3rver/lib/models/object.js' {
  import type { Readable } from 'node:stream';

  /** An object, or the wish to store one. */
  export default class S3Object {
    static readonly ALLOWED_METADATA: string[];
    constructor(
      bucket: string,
      key: string,
      content: Readable | null,
      metadata: Readonly<Record<string, string | number>>,
    );
    readonly bucket: string;
    readonly key: string;
    readonly content: Readable;
    readonly metadata: Record<string, string | number>;
  }
}
