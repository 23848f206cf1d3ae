import type { ContainerSpec } from '../ports/container.js';
import { containerEnvironment } from './container-environment.js';
import { containerTemplate } from './container-spec.js';
import type { DockerRun } from './docker-run.js';
import { imageText } from './image-reference.js';
import type { RunPlan } from './plan-run.js';

/** A docker job as it would run. @public */
export interface RenderedJob {
  /** As the payload names it, with its tag; the registry of the docker connection may still be put before it. */
  readonly image: string;
  /** The docker connection. */
  readonly connectionId: string;
  readonly timeoutMs: number;
  /** What the container would be made from. Variables of proxies and connections are not in its environment. */
  readonly container: Omit<ContainerSpec, 'imageId' | 'name'>;
}

/** Puts together what is known of a run that has been planned. */
export const renderedJob = (run: DockerRun, { spec, program }: RunPlan): RenderedJob => ({
  image: imageText(spec.image),
  connectionId: spec.connectionId,
  timeoutMs: spec.timeoutMs,
  container: containerTemplate(run, {
    command: program.command,
    environment: containerEnvironment(run, { proxies: {}, own: program.environment, connections: {} }),
    hostConfig: spec.hostConfig,
  }),
});
