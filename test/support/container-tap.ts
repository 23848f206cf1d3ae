import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ContainerRuntime } from '../../src/index.js';
import type { ContainerEngine } from '../../src/ports/container-engine.js';
import type { Container } from '../../src/ports/container.js';

/** Tells of the calls to the containers of a runtime: `before start`, `after start`. */
export const tapContainers = (runtime: ContainerRuntime, tell: (call: string) => void): ContainerRuntime => {
  const tap =
    <Options, Left, Right>(name: string, call: (options: Options) => TE.TaskEither<Left, Right>) =>
    (options: Options): TE.TaskEither<Left, Right> =>
    async () => {
      tell(`before ${name}`);
      const result = await call(options)();
      tell(`after ${name}`);
      return result;
    };
  const container = (real: Container): Container => ({
    ...real,
    attach: tap('attach', real.attach),
    start: tap('start', real.start),
    wait: tap('wait', real.wait),
    stop: tap('stop', real.stop),
    remove: tap('remove', real.remove),
  });
  const engine = (real: ContainerEngine): ContainerEngine => ({
    ...real,
    createContainer: (spec, options) => TE.map(container)(real.createContainer(spec, options)),
  });
  return { connect: (endpoint, options) => TE.map(engine)(runtime.connect(endpoint, options)) };
};
