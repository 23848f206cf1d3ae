// Writes the page about error codes: npm run docs:errors
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAsCommand } from './lib/command.mjs';
import { errorPageFile, makeErrorPage } from './lib/error-page.mjs';
import { projectFolder } from './lib/project.mjs';
import { SetupError } from './lib/setup-error.mjs';

await runAsCommand(async (context) => {
  const { text, problems } = await makeErrorPage(projectFolder);
  writeFileSync(join(projectFolder, errorPageFile), text);
  context.say(`Wrote ${errorPageFile}.`);
  if (problems.length > 0) throw new SetupError(problems.join('\n'));
  return 0;
});
