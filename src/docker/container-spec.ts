import type { Image } from '../ports/container-engine.js';
import type { ContainerSpec } from '../ports/container.js';
import type { DockerRun } from './docker-run.js';
import { containerFields } from './host-config/container-fields.js';
import type { HostConfig } from './host-config/checked.js';

/** What a container is made from but for its image, besides the run itself. */
export interface ContainerParts {
  readonly command: readonly string[] | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly hostConfig: HostConfig;
}

/** A container's specification without what makes it one particular container. */
export type ContainerTemplate = Omit<ContainerSpec, 'imageId' | 'name'>;

/**
 * Puts together what a container is made from: the job's program, environment and host configuration with lava's
 * defaults, lava's labels, and the temporary directory, which has the same path inside and outside.
 */
export const containerTemplate = (
  { job, context }: DockerRun,
  { command, environment, hostConfig }: ContainerParts,
): ContainerTemplate => {
  const { temporaryDirectory, host, realm } = context;
  return {
    ...containerFields(hostConfig, {
      ...host,
      temporaryDirectory,
      realm: realm.realm,
      worker: job.worker,
      runId: job.run_id,
    }),
    ...(command === undefined ? {} : { command }),
    environment,
    labels: {
      'lava.realm': realm.realm,
      'lava.worker': job.worker,
      'lava.owner': job.owner,
      'lava.job_id': job.job_id,
      'lava.run_id': job.run_id,
    },
    mounts: [{ source: temporaryDirectory, target: temporaryDirectory, readOnly: false }],
  };
};

/** The specification of one container. */
export const containerSpec = (run: DockerRun, image: Image, parts: ContainerParts): ContainerSpec => ({
  ...containerTemplate(run, parts),
  // Not made from the run id: the children of a chain share it, and may run at the same time.
  name: `lava-${run.context.newId()}`,
  imageId: image.id,
});
