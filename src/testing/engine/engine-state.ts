import type { Clock } from '../../ports/clock.js';
import type { ContainerSpec } from '../../ports/container.js';
import type { ImageName } from '../../ports/container-engine.js';
import { makeContainerLife, makeGate } from './container-life.js';
import type { HeldContainer } from './fake-container.js';
import { type FakeImage, imageId, isImageOf } from './fake-image.js';

/** What an engine holds, whoever is connected to it. */
export interface EngineState {
  readonly images: () => readonly FakeImage[];
  readonly findImage: (name: ImageName) => FakeImage | undefined;
  /** Adds an image, replacing the one of that name. */
  readonly addImage: (image: FakeImage) => void;
  readonly containers: () => readonly HeldContainer[];
  readonly isHeld: (id: string) => boolean;
  /** By name or id. */
  readonly find: (nameOrId: string) => HeldContainer | undefined;
  readonly add: (spec: ContainerSpec, image: FakeImage) => HeldContainer;
  /** Kills and forgets a container. Nothing happens when there is none. */
  readonly remove: (id: string) => void;
}

/** Makes the state of an engine that has some images and no container. */
export const makeEngineState = (clock: Clock, localImages: readonly FakeImage[]): EngineState => {
  const images = new Map(localImages.map((image) => [image.name, image]));
  const containers = new Map<string, HeldContainer>();
  const removals = new Map<string, () => void>();
  let made = 0;
  return {
    images: () => [...images.values()],
    findImage: (name) => [...images.values()].find((image) => isImageOf(name, image)),
    addImage: (image) => {
      images.set(image.name, image);
    },
    containers: () => [...containers.values()],
    isHeld: (id) => containers.has(id),
    find: (nameOrId) =>
      containers.get(nameOrId) ?? [...containers.values()].find(({ spec }) => spec.name === nameOrId),
    add: (spec, image) => {
      made += 1;
      const id = made.toString(16).padStart(64, '0');
      const gone = makeGate();
      const held = { id, spec, image, life: makeContainerLife(spec, image, clock), gone: gone.opened };
      containers.set(id, held);
      removals.set(id, gone.open);
      return held;
    },
    remove: (id) => {
      const held = containers.get(id);
      containers.delete(id);
      held?.life.discard();
      removals.get(id)?.();
      removals.delete(id);
    },
  };
};

/** Finds the image that a container is made from. */
export const findImageById = (state: EngineState, id: string): FakeImage | undefined =>
  state.images().find((image) => imageId(image) === id);
