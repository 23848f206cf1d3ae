import { runAsCommand } from './lib/command.mjs';
import { isDebianRoot } from './lib/debian-packages.mjs';
import { ensurePrivateEngine } from './lib/private-engine.mjs';
import { SetupError } from './lib/setup-error.mjs';

await runAsCommand(async ({ say }) => {
  if (!isDebianRoot()) {
    throw new SetupError('A private engine needs Debian and root. Elsewhere install Docker and start it.');
  }
  const { server, started } = await ensurePrivateEngine(say);
  say(`${started ? 'The engine is up' : 'The engine was up already'}. DOCKER_HOST=${server}`);
  return 0;
});
