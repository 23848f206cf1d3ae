/** The int of a whole JavaScript number or bigint: a number where that is exact, else a bigint. */
export function makeInt(value: number | bigint): number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}
