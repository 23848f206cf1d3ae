/**
 * One entry of a tar archive.
 * @typedef {object} TarEntry
 * @property {string} path  without a leading slash
 * @property {'file' | 'link' | 'folder'} type  link: a symbolic one
 * @property {number} [mode]
 * @property {string} [target]  of a link
 * @property {Buffer} [content]  of a file
 */

const blockBytes = 512;
const typeFlags = { file: '0', link: '2', folder: '5' };
const usualModes = { file: 0o644, link: 0o777, folder: 0o755 };

/**
 * Writes an archive whose files all belong to root. The same entries give the same bytes.
 * @param {readonly TarEntry[]} entries
 * @returns {Buffer}
 */
export function tarArchive(entries) {
  const blocks = entries.flatMap((entry) => [header(entry), padded(entry.content ?? Buffer.alloc(0))]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
}

/** @param {TarEntry} entry */
function header({ path, type, mode = usualModes[type], target = '', content }) {
  const block = Buffer.alloc(blockBytes);
  text(block, 0, 100, path);
  number(block, 100, 8, mode);
  number(block, 108, 8, 0);
  number(block, 116, 8, 0);
  number(block, 124, 12, content?.length ?? 0);
  number(block, 136, 12, 0);
  text(block, 156, 1, typeFlags[type]);
  text(block, 157, 100, target);
  text(block, 257, 8, 'ustar\u000000');
  checksum(block);
  return block;
}

/**
 * @param {Buffer} block
 * @param {number} offset
 * @param {number} length
 * @param {string} value
 */
function text(block, offset, length, value) {
  if (Buffer.byteLength(value) > length) throw new RangeError(`Too long for a tar header: ${value}`);
  block.write(value, offset);
}

/**
 * @param {Buffer} block
 * @param {number} offset
 * @param {number} length
 * @param {number} value
 */
function number(block, offset, length, value) {
  text(block, offset, length, `${value.toString(8).padStart(length - 1, '0')}\0`);
}

/**
 * The sum of all bytes of the header, with blanks where the sum itself stands.
 * @param {Buffer} block
 */
function checksum(block) {
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(block, 148, 8, `${sum.toString(8).padStart(6, '0')}\0 `);
}

/** @param {Buffer} content */
function padded(content) {
  const rest = content.length % blockBytes;
  return rest === 0 ? content : Buffer.concat([content, Buffer.alloc(blockBytes - rest)]);
}
