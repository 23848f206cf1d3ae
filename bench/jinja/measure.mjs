/** Microseconds that one call takes: the best of several rounds, each long enough for the clock. */
export function measure(action, { rounds = 5, roundMs = 120 } = {}) {
  let batch = 1;
  const time = () => {
    const before = performance.now();
    for (let at = 0; at < batch; at += 1) action();
    return performance.now() - before;
  };
  while (time() < roundMs / 4) batch *= 2;
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) best = Math.min(best, time() / batch);
  return best * 1000;
}
