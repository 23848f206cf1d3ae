import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect } from 'vitest';

import { isDebianRoot } from '../../scripts/lib/debian-packages.mjs';
import { containersOf } from './engine-containers.js';
import { type Bench, type BenchSetup, withBench } from './job-bench.js';
import { keepTestImage, publishTestImage, removeTestImages, type TestImage } from './test-images.js';

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
 *
 * Those made of packages of Debian are large: they are on the engine and not in the registry, for jobs with the pull
 * policy `if-missing`. Only root on Debian can make them; elsewhere the cases are skipped.
 */
export const describeCases = (
  title: string,
  images: readonly TestImage[],
  body: (cases: Cases) => void,
): void => {
  const group = randomBytes(4).toString('hex');
  const all = [baselineImage, ...images];
  const canMakeAll = isDebianRoot() || images.every(({ packages }) => packages === undefined);
  describe.skipIf(!canMakeAll)(canMakeAll ? title : `${title} (skipped: needs root on Debian)`, () => {
    beforeAll(async () => {
      for (const image of all)
        await (image.packages === undefined ? publishTestImage(image) : keepTestImage(image));
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
