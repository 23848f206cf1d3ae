import { register } from 'node:module';
import { resolve } from 'node:path';

/**
 * `npm run hostconfig:pairs -- FILE`: compares what this package makes of `host_config` with what docker-py and the
 * engine made of it, for every pair of a file such as test/fixtures/hostconfig-pairs.json. Ends with
 * `N passed, M failed`.
 */
const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: npm run hostconfig:pairs -- FILE');
  process.exit(2);
}

register('./lib/typescript-hooks.mjs', import.meta.url);
const main = new URL('../test/host-config-pairs/main.ts', import.meta.url);
/** @type {{ checkFile: (file: string) => boolean }} */
const { checkFile } = await import(main.href);

try {
  // npm runs scripts in the project's folder; the file is meant from where npm was called.
  process.exitCode = checkFile(resolve(process.env['INIT_CWD'] ?? '', file)) ? 0 : 1;
} catch (error) {
  console.error(`Cannot read pairs from ${file}: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
