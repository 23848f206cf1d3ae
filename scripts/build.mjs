import { build, buildIfStale } from './lib/build.mjs';
import { runAsCommand } from './lib/command.mjs';
import { projectFolder } from './lib/project.mjs';

await runAsCommand(async (context) => {
  const make = process.argv.includes('--if-stale') ? buildIfStale : build;
  await make(projectFolder, context);
  return 0;
});
