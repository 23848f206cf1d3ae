// Runs a file of template cases: npm run jinja:cases -- FILE
import { resolve } from 'node:path';
import { createViteServer } from 'vitest/node';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run jinja:cases -- FILE');
  process.exit(2);
}

// The sources are TypeScript: vitest's own loader runs them without a build.
const server = await createViteServer({
  root: resolve(import.meta.dirname, '..'),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true },
});
try {
  const { reportCases } = await server.ssrLoadModule('/test/support/jinja/report-cases.ts');
  process.exitCode = reportCases(resolve(file)) ? 0 : 1;
} finally {
  await server.close();
}
