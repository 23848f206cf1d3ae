import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import { containersOf } from './engine-containers.js';
import { type Bench, type BenchSetup, withBench } from './job-bench.js';
import { publishTestImage, removeTestImages, type TestImage } from './test-images.js';

/** The image of the baseline; without a command its containers say that they run its own. */
const baselineImage: TestImage = {
  names: ['img:1', 'img:latest'],
  changes: ['ENV PATH=/bin:/usr/bin:/sbin:/usr/sbin', 'CMD ["/bin/echo", "own command"]'],
};

/** What the acceptance tests of one file share. */
export interface Cases {
  /** All its run ids begin so. */
  readonly group: string;
  readonly bench: {
    (test: (bench: Bench) => Promise<void>): Promise<void>;
    (setup: BenchSetup, test: (bench: Bench) => Promise<void>): Promise<void>;
  };
}

/**
 * Describes acceptance cases on the engine and the registry of the test run. The images are in the registry and not on
 * the engine when the first begins; neither they nor a container are on it after the last.
 */
export const describeCases = (
  title: string,
  images: readonly TestImage[],
  body: (cases: Cases) => void,
): void => {
  const group = randomBytes(4).toString('hex');
  const all = [baselineImage, ...images];
  describe(title, () => {
    beforeAll(async () => {
      for (const image of all) await publishTestImage(image);
    });
    afterAll(async () => {
      await removeTestImages(all.flatMap(({ names }) => names));
      expect(await containersOf(group)).toEqual([]);
    });
    body({
      group,
      bench: (
        first: BenchSetup | ((bench: Bench) => Promise<void>),
        test?: (bench: Bench) => Promise<void>,
      ) =>
        typeof first === 'function' ? withBench(group, {}, first) : withBench(group, first, test ?? noTest),
    });
  });
};

const noTest = (): Promise<void> => Promise.reject(new Error('There is no test'));
