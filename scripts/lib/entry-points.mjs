import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A door into the package: what a user may import.
 * @typedef {object} EntryPoint
 * @property {string} specifier  what stands in an import: `lava-docker-job/adapters/local`
 * @property {string} name  for files about it: `adapters-local`; the root has the name of the package
 * @property {string} types  the path of its ES module's declarations, below the project
 * @property {string} module  likewise, the ES module
 * @property {string} commonjs  likewise, the CommonJS module
 * @property {string} source  the path of the module that it is made of, below the project
 */

/** @typedef {{ readonly import: { readonly types: string, readonly default: string }, readonly require: { readonly default: string } }} Target */
/** @typedef {{ readonly name: string, readonly exports: Readonly<Record<string, string | Target>> }} Manifest */

/**
 * The entry points that package.json declares, so that a new one is never forgotten by whoever looks at all of them.
 * @param {string} project
 * @returns {EntryPoint[]}
 */
export function entryPointsOf(project) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  return Object.entries(manifest.exports).flatMap(([subpath, target]) =>
    typeof target === 'string' ? [] : [entryPoint(manifest.name, subpath, target)],
  );
}

/**
 * @param {string} packageName
 * @param {string} subpath  `.` or `./adapters/local`
 * @param {Target} target
 * @returns {EntryPoint}
 */
function entryPoint(packageName, subpath, { import: imported, require: required }) {
  const inner = subpath.slice(2);
  return {
    specifier: inner === '' ? packageName : `${packageName}/${inner}`,
    name: inner === '' ? packageName : inner.replaceAll('/', '-'),
    types: imported.types.slice(2),
    module: imported.default.slice(2),
    commonjs: required.default.slice(2),
    source: imported.default.replace(/^\.\/dist\/esm\//, 'src/').replace(/\.js$/, '.ts'),
  };
}
