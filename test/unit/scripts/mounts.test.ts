import { describe, expect, it } from 'vitest';
import { mountsBelow } from '../../../scripts/lib/mounts.mjs';

const mountInfo = [
  '22 1 254:0 / / rw,relatime - ext4 /dev/root rw',
  '40 22 0:35 / /clone/.engine/data/overlay2/ab/merged rw - overlay overlay rw',
  '41 22 0:36 / /clone/.engine/run/exec/netns/default rw - nsfs nsfs rw',
  '42 41 0:37 / /clone/.engine/data rw - tmpfs tmpfs rw',
  '43 22 0:38 / /clone/.engine-of-another rw - tmpfs tmpfs rw',
  '44 22 0:39 / /my\\040clone/.engine/data rw - tmpfs tmpfs rw',
  '',
].join('\n');

describe('the mounts below a folder', () => {
  it('come with the innermost first, and without those of a folder with a like name', () => {
    expect(mountsBelow(mountInfo, ['/clone/.engine'])).toEqual([
      '/clone/.engine/data/overlay2/ab/merged',
      '/clone/.engine/run/exec/netns/default',
      '/clone/.engine/data',
    ]);
  });

  it('are found when their path has a blank in it', () => {
    expect(mountsBelow(mountInfo, ['/my clone/.engine'])).toEqual(['/my clone/.engine/data']);
  });

  it('are none when there are none', () => {
    expect(mountsBelow(mountInfo, ['/elsewhere'])).toEqual([]);
  });
});
