/** The part of the package dynalite 4.0.0 that is used; it has no types of its own. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Makes a DynamoDB in memory, to be listened with. */
  const dynalite: (options: { readonly createTableMs?: number }) => Server;
  export default dynalite;
}
