import type { PullProgress } from '../job/job-event.js';

/** A layer of an image that is being pulled. */
export interface Layer {
  readonly id: string;
  readonly status: string;
  readonly currentBytes: number;
  readonly totalBytes: number;
}

/** How far a pull is: what the engine says of it as a whole, and its layers in the order of their appearance. */
export interface PullState {
  readonly message: string;
  readonly layers: readonly Layer[];
}

/** A pull that has said nothing yet. */
export const noPull: PullState = { message: '', layers: [] };

/** The pull after one more event. */
export const advancePull = (
  { message, layers }: PullState,
  { layer: id, status, currentBytes, totalBytes }: PullProgress,
): PullState => {
  if (id === undefined) return { message: status, layers };
  const known = layers.find((layer) => layer.id === id);
  const layer: Layer = {
    id,
    status,
    currentBytes: currentBytes ?? known?.currentBytes ?? 0,
    totalBytes: totalBytes ?? known?.totalBytes ?? 0,
  };
  return {
    message,
    layers:
      known === undefined ? [...layers, layer] : layers.map((other) => (other.id === id ? layer : other)),
  };
};

const finished: readonly string[] = ['Pull complete', 'Already exists'];

/** Whether a layer is where it should be. */
export const isFinished = ({ status }: Layer): boolean => finished.includes(status);

/** One line for a whole pull, for places where lines stay. */
export const describePull = ({ layers, message }: PullState): string =>
  layers.length === 0 ? message : `${layers.filter(isFinished).length} of ${layers.length} layers`;

const barWidth = 24;

/** A line for each layer: its status, a bar and its bytes. */
export const layerBars = ({ layers }: PullState): readonly string[] =>
  layers.map(
    (layer) => `  ${layer.id.slice(0, 12)}  ${bar(shareOf(layer))}  ${layer.status}${bytesOf(layer)}`,
  );

/** A bar of which a share from 0 to 1 is filled. */
export const bar = (share: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
};

const shareOf = (layer: Layer): number => {
  if (isFinished(layer)) return 1;
  return layer.totalBytes === 0 ? 0 : layer.currentBytes / layer.totalBytes;
};

const bytesOf = (layer: Layer): string =>
  isFinished(layer) || layer.totalBytes === 0
    ? ''
    : ` ${megabytes(layer.currentBytes)} of ${megabytes(layer.totalBytes)}`;

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
