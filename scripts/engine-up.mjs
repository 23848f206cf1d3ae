import { isDebianRoot } from './lib/debian-packages.mjs';
import { ensurePrivateEngine } from './lib/private-engine.mjs';

if (isDebianRoot()) {
  const { server, started } = await ensurePrivateEngine(console.log);
  console.log(`${started ? 'The engine is up' : 'The engine was up already'}. DOCKER_HOST=${server}`);
} else {
  console.error('A private engine needs Debian and root. Elsewhere install Docker and start it.');
  process.exitCode = 1;
}
