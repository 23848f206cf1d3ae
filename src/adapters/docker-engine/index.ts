export { makeDockerEngineRuntime } from './make-docker-engine-runtime.js';
export type { DockerEngineOptions } from './options.js';
