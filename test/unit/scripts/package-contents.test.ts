import { expect, it } from 'vitest';

import { describeContents, overBudget } from '../../../scripts/lib/package-contents.mjs';

const report = {
  filename: 'a-1.0.0.tgz',
  size: 1500,
  unpackedSize: 9000,
  files: [
    { path: 'README.md', size: 1000 },
    { path: 'dist/esm/index.d.ts', size: 2000 },
    { path: 'dist/esm/job/job.d.ts', size: 2000 },
    { path: 'src/index.ts', size: 4000 },
  ],
};

it('says how large a package is, and of what', () => {
  expect(describeContents(report)).toBe(`a-1.0.0.tgz: 2 kB, unpacked 9 kB in 4 files
      1 kB     1 README.md
      4 kB     2 dist/esm/**/*.d.ts
      4 kB     1 src/`);
});

it('says in what a package is larger than it may be', () => {
  expect(overBudget(report)).toEqual([]);
  expect(overBudget({ ...report, unpackedSize: 1e9 })).toEqual([
    expect.stringMatching(/^unpacked size in bytes: 1000000000, and \d+ is the limit$/),
  ]);
});
