/**
 * The content of the first file in a tar archive.
 * @returns nothing when there is none, or the archive is no archive
 */
export const fileOfArchive = async (archive: Uint8Array): Promise<Uint8Array | undefined> => {
  const { extract } = await import('tar-stream');
  return new Promise((resolve) => {
    const reader = extract();
    let content: Uint8Array | undefined;
    reader.on('entry', ({ type }, entry, next) => {
      const pieces: Uint8Array[] = [];
      entry.on('data', (piece: Uint8Array) => pieces.push(piece));
      entry.on('end', () => {
        if (type === 'file') content ??= Buffer.concat(pieces);
        next();
      });
    });
    reader.on('finish', () => {
      resolve(content);
    });
    reader.on('error', () => {
      resolve(undefined);
    });
    reader.end(archive);
  });
};
