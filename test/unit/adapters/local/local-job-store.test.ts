import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { makeLocalJobStore } from '../../../../src/adapters/local/index.js';
import { calm, left, right, useScratchFolders } from './scratch-folder.js';

const folderWith = useScratchFolders();

const find = (folder: string, jobId: string): ReturnType<ReturnType<typeof makeLocalJobStore>['find']> =>
  makeLocalJobStore({ folder }).find({ realm: 'test', jobId }, calm());

describe('makeLocalJobStore', () => {
  it.each([
    ['jobs.yaml', 'demo/report: { type: docker }'],
    ['jobs/demo/report.json', '{"type": "docker"}'],
  ])('finds a record in %s and gives it its id', async (name, text) => {
    const folder = folderWith({ [name]: text });
    expect(await right(find(folder, 'demo/report'))).toEqual(
      O.some({ job_id: 'demo/report', type: 'docker' }),
    );
    expect(await right(find(folder, 'demo/other'))).toEqual(O.none);
  });

  it('refuses a record that stands in two places or under another id', async () => {
    const twice = folderWith({ 'jobs.yaml': 'a: { type: docker }', 'jobs/a.yaml': 'type: docker' });
    expect((await left(find(twice, 'a'))).message).toMatch(/^Job a stands in .*jobs\.yaml and .*a\.yaml$/);
    const other = folderWith({ 'jobs/a.yaml': 'job_id: b' });
    expect((await left(find(other, 'a'))).message).toMatch(/job a has another job_id$/);
  });
});
