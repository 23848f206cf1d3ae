import { tmpdir } from 'node:os';
import { engineClient, whyNotAnswering } from './engine-client.mjs';
import { engineLayout } from './engine-layout.mjs';
import { withFileLock } from './file-lock.mjs';
import { projectFolder } from './project.mjs';
import { removePrivateEngine } from './private-engine-removal.mjs';
import { startPrivateEngine } from './private-engine-start.mjs';
import { isPrivateEngineAlive } from './private-engine-processes.mjs';
import { installPackages } from './debian-packages.mjs';

/** What the private engine needs of Debian. */
const engineTools = [
  { program: 'dockerd', package: 'docker.io' },
  { program: 'containerd', package: 'containerd' },
  { program: 'ip', package: 'iproute2' },
  { program: 'umount', package: 'mount' },
];

/**
 * Makes sure that this clone's own engine runs. It stays up until {@link stopPrivateEngine}.
 * @param {(line: string) => void} say
 * @param {string} [project]  the clone's folder
 * @returns {Promise<{ server: string, started: boolean }>} started: by this very call
 */
export async function ensurePrivateEngine(say, project = projectFolder) {
  const layout = engineLayout(project, tmpdir());
  return withFileLock(layout.lockFile, async () => {
    if (await isUsable(layout)) return { server: layout.serverUrl, started: false };
    await removePrivateEngine(layout);
    await installPackages(engineTools, say);
    await startPrivateEngine(layout, say);
    return { server: layout.serverUrl, started: true };
  });
}

/**
 * Stops this clone's own engine and removes its containers, its images and its folders.
 * @param {string} [project]  the clone's folder
 * @returns {Promise<boolean>} whether there was anything to stop
 */
export async function stopPrivateEngine(project = projectFolder) {
  const layout = engineLayout(project, tmpdir());
  return withFileLock(layout.lockFile, () => removePrivateEngine(layout));
}

/** @param {import('./engine-layout.mjs').EngineLayout} layout */
async function isUsable(layout) {
  return (
    isPrivateEngineAlive(layout) && (await whyNotAnswering(engineClient(layout.serverUrl))) === undefined
  );
}
