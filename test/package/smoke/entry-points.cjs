// What the installed package says that can be imported from it.

const { name, exports: subpaths } = require('lava-docker-job/package.json');

/** @type {readonly string[]} */
exports.entryPoints = Object.keys(subpaths)
  .filter((subpath) => !subpath.endsWith('.json'))
  .map((subpath) => name + subpath.slice(1));
