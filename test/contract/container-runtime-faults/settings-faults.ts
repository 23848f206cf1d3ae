import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { onEngine, onSpec, type RuntimeFaults, setWrong } from './make-faults.js';

/** Faults in what containers are made from, by the case that must find them. */
export const settingsFaults: RuntimeFaults = {
  'gives the program its variables, unicode and line ends included': [
    onSpec('cuts variables at a line end', (spec) => ({
      ...spec,
      environment: Object.fromEntries(
        Object.entries(spec.environment).map(([name, value]) => [name, value.split('\n')[0] ?? '']),
      ),
    })),
  ],
  'gives the program its user, group, host name and working directory': [
    onSpec('leaves the group out', (spec) =>
      spec.user === undefined ? spec : { ...spec, user: spec.user.split(':')[0] ?? '' },
    ),
    onSpec('leaves the host name out', ({ hostname: _, ...spec }) => spec),
  ],
  'shows a directory of the host in the container, both ways': [
    onSpec('leaves mounts out', (spec) => ({ ...spec, mounts: [] })),
    onSpec('mounts everything read-only', (spec) => ({
      ...spec,
      mounts: spec.mounts.map((mount) => ({ ...mount, readOnly: true })),
    })),
  ],
  'lets nothing be written to a directory that is mounted read-only': [
    onSpec('mounts everything for writing', (spec) => ({
      ...spec,
      mounts: spec.mounts.map((mount) => ({ ...mount, readOnly: false })),
    })),
  ],
  'refuses a mount whose source does not exist, and leaves no container': [
    setWrong('mounts what does not exist', { mountSourceExists: () => true }),
  ],
  'refuses a name that is in use, and leaves the container that has it': [
    onEngine('takes the name away from who has it', (engine) => ({
      createContainer: (spec, options) =>
        pipe(
          engine.findContainer(spec.name, options),
          TE.chain((found) => (O.isSome(found) ? found.value.remove(options) : TE.right(undefined))),
          TE.chain(() => engine.createContainer(spec, options)),
        ),
    })),
  ],
  'refuses an image that it does not have': [
    onEngine('makes containers of any image', (engine, subject) => ({
      createContainer: (spec, options) =>
        pipe(
          engine.findImage(subject.image, options),
          TE.chain((found) =>
            engine.createContainer(O.isSome(found) ? { ...spec, imageId: found.value.id } : spec, options),
          ),
        ),
    })),
  ],
};
