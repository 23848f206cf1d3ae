/** Where a local store's files are. @public */
export interface LocalOptions {
  /** Path of the folder, absolute or relative to the process's directory. */
  readonly folder: string;
}
