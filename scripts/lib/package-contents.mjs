/**
 * What `npm pack --json` says about a package.
 * @typedef {object} PackReport
 * @property {string} filename
 * @property {number} size  of the tarball, in bytes
 * @property {number} unpackedSize  in bytes
 * @property {{ path: string, size: number }[]} files
 */

/**
 * What users download with each installation does not grow by accident: a bundle, a fixture, a forgotten folder. Who adds
 * something that belongs there raises the limit in the same change.
 */
const budget = { size: 1_900_000, unpackedSize: 9_000_000, files: 6000 };

/**
 * @param {string} output  of `npm pack --json`
 * @returns {PackReport}
 */
export function readPackReport(output) {
  const [report] = JSON.parse(output);
  return report;
}

/**
 * Sizes, and what the package is made of.
 * @param {PackReport} report
 * @returns {string}
 */
export function describeContents({ filename, size, unpackedSize, files }) {
  const total = `${filename}: ${inKilobytes(size)}, unpacked ${inKilobytes(unpackedSize)} in ${files.length} files`;
  const parts = [...sumsByPart(files)].map(
    ([part, { count, bytes }]) => `${inKilobytes(bytes).padStart(10)} ${String(count).padStart(5)} ${part}`,
  );
  return [total, ...parts].join('\n');
}

/**
 * @param {PackReport} report
 * @returns {string[]} in what the package is larger than it may be
 */
export function overBudget({ size, unpackedSize, files }) {
  /** @type {[string, number, number][]} */
  const measures = [
    ['tarball in bytes', size, budget.size],
    ['unpacked size in bytes', unpackedSize, budget.unpackedSize],
    ['number of files', files.length, budget.files],
  ];
  return measures
    .filter(([, actual, limit]) => actual > limit)
    .map(([what, actual, limit]) => `${what}: ${actual}, and ${limit} is the limit`);
}

/** @param {PackReport['files']} files */
function sumsByPart(files) {
  /** @type {Map<string, { count: number, bytes: number }>} */
  const sums = new Map();
  for (const { path, size } of files) {
    const { count, bytes } = sums.get(partOf(path)) ?? { count: 0, bytes: 0 };
    sums.set(partOf(path), { count: count + 1, bytes: bytes + size });
  }
  return sums;
}

/**
 * The folder of a file; in dist the form of the package and the kind of file.
 * @param {string} path
 */
function partOf(path) {
  const [, form, kind] = /^(dist\/\w+)\/.*?(\.d\.ts\.map|\.d\.ts|\.js\.map|\.js|\.json)$/.exec(path) ?? [];
  if (form !== undefined) return `${form}/**/*${kind}`;
  return path.includes('/') ? `${path.split('/')[0]}/` : path;
}

/** @param {number} bytes */
function inKilobytes(bytes) {
  return `${Math.ceil(bytes / 1000)} kB`;
}
