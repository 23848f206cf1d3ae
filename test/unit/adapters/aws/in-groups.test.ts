import { describe, expect, it } from 'vitest';

import { groupsOf, inGroups } from '../../../../src/adapters/aws/in-groups.js';

describe('groupsOf', () => {
  it.each([
    [[], []],
    [[1], [[1]]],
    [[1, 2], [[1, 2]]],
    [
      [1, 2, 3, 4, 5],
      [[1, 2], [3, 4], [5]],
    ],
  ])('cuts %j', (items, expected) => {
    expect(groupsOf(2, items)).toEqual(expected);
  });
});

describe('inGroups', () => {
  it('gives results in the order of the items and does so many at a time', async () => {
    let underWay = 0;
    let most = 0;
    const results = await inGroups(3, [5, 1, 4, 2, 3, 9, 7], async (item) => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      underWay -= 1;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30, 90, 70]);
    expect(most).toBe(3);
  });

  it('begins no further group after a failure', async () => {
    const begun: number[] = [];
    const work = (item: number): Promise<number> => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item);
    };
    await expect(inGroups(2, [1, 2, 3, 4], work)).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });
});
