// Writes what each entry point offers into etc, for review: npm run api:report
import { rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeApiReports } from './lib/api-report.mjs';
import { buildIfStale } from './lib/build.mjs';
import { runAsCommand } from './lib/command.mjs';
import { projectFolder } from './lib/project.mjs';
import { SetupError } from './lib/setup-error.mjs';

await runAsCommand(async (context) => {
  await buildIfStale(projectFolder, context);
  const { reports, problems } = makeApiReports(projectFolder);
  const folder = join(projectFolder, 'etc');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of reports) writeFileSync(join(folder, name), text);
  context.say(`Wrote ${reports.size} reports to etc.`);
  if (problems.length > 0) throw new SetupError(problems.join('\n'));
  return 0;
});
