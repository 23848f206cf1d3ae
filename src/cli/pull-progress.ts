import type { PullProgress } from '../job/job-event.js';

/** Follows a pull and tells how far it is, in one line. */
export interface PullFollower {
  /** Takes an event of the pull, and gives the line if it has changed. */
  readonly follow: (progress: PullProgress) => string | undefined;
}

interface Layer {
  readonly status: string;
  readonly currentBytes: number;
  readonly totalBytes: number;
}

const finished: readonly string[] = ['Pull complete', 'Already exists'];

/** Begins to follow a pull. */
export const makePullFollower = (): PullFollower => {
  const layers = new Map<string, Layer>();
  let last = '';
  return {
    follow: ({ layer, status, currentBytes, totalBytes }) => {
      if (layer !== undefined) {
        const known = layers.get(layer);
        layers.set(layer, {
          status,
          currentBytes: currentBytes ?? known?.currentBytes ?? 0,
          totalBytes: totalBytes ?? known?.totalBytes ?? 0,
        });
      }
      const line = layer === undefined ? status : describeLayers([...layers.values()]);
      if (line === last) return undefined;
      last = line;
      return line;
    },
  };
};

const describeLayers = (layers: readonly Layer[]): string => {
  const done = layers.filter(({ status }) => finished.includes(status)).length;
  const downloading = layers.filter(({ status }) => status === 'Downloading');
  const sum = (count: (layer: Layer) => number): number =>
    downloading.reduce((total, layer) => total + count(layer), 0);
  const bytes =
    downloading.length === 0
      ? ''
      : `, ${megabytes(sum((layer) => layer.currentBytes))} of ${megabytes(sum((layer) => layer.totalBytes))}`;
  return `${done} of ${layers.length} layers${bytes}`;
};

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
