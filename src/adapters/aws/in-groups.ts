/**
 * Does the work for every item, so many at a time, and gives the results in the order of the items. The first work that
 * fails ends it; no further group is begun.
 */
export const inGroups = async <A, B>(
  groupSize: number,
  items: readonly A[],
  work: (item: A) => Promise<B>,
): Promise<readonly B[]> => {
  const results: B[] = [];
  for (const group of groupsOf(groupSize, items)) results.push(...(await Promise.all(group.map(work))));
  return results;
};

/** Cuts a list into groups of a size; the last one may be smaller. */
export const groupsOf = <A>(groupSize: number, items: readonly A[]): readonly (readonly A[])[] =>
  Array.from({ length: Math.ceil(items.length / groupSize) }, (_, index) =>
    items.slice(index * groupSize, (index + 1) * groupSize),
  );
