/** The directory of a connection's files: in the run's temporary directory, and of a name that nothing else there has. */
export const connectionFolder = (temporaryDirectory: string, id: string): string =>
  `${temporaryDirectory.replace(/\/$/, '')}/conn.${id}`;
