import { register } from 'node:module';
import { runAsCommand } from '../../scripts/lib/command.mjs';
import { provision } from '../../scripts/lib/provision.mjs';

/** The image that the jobs run. */
const imageName = 'lava/busybox:latest';

register('../../scripts/lib/typescript-hooks.mjs', import.meta.url);

await runAsCommand(async (context) => {
  const { engine, registry } = await provision([imageName], context);
  Object.assign(process.env, {
    LAVA_TEST_ENGINE: engine.server,
    LAVA_TEST_REGISTRY: registry.address,
    LAVA_TEST_REGISTRY_USER: registry.user,
    LAVA_TEST_REGISTRY_PASSWORD: registry.password,
    LAVA_TEST_IMAGE: imageName,
  });
  /** @type {{ measure: (megabytes: number, say: (line: string) => void) => Promise<void> }} */
  const { measure } = await import(new URL('measure.ts', import.meta.url).href);
  await measure(Number(process.argv[2] ?? 200), context.say);
  return 0;
});
