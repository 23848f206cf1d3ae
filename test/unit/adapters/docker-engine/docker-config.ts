import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a test with a folder that holds a docker client configuration; a text is written as it is. */
export const withDockerConfig = async (
  config: unknown,
  test: (environment: Readonly<Record<string, string>>, folder: string) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'docker-config-'));
  try {
    const content = typeof config === 'string' ? config : JSON.stringify(config);
    await writeFile(join(folder, 'config.json'), content);
    await test({ DOCKER_CONFIG: folder }, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};
