import { runAsCommand } from './lib/command.mjs';
import { stopPrivateEngine } from './lib/private-engine.mjs';

await runAsCommand(async ({ say }) => {
  const stopped = await stopPrivateEngine();
  say(stopped ? 'The private engine is stopped and removed.' : 'No private engine was up.');
  return 0;
});
