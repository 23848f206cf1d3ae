import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, refine } from '../../job/decode/decoder.js';
import { text, wholeNumber } from '../../job/decode/scalars.js';
import { wholeNumberWithin } from './whole-numbers.js';

/** `cpu_count` and `cpu_percent`: for Windows; an engine on Linux takes any number and does nothing with it. */
export const windowsCpus: Decoder<number> = wholeNumberWithin({});

/** `cpu_period`: length of a CFS period in microseconds; the engine takes 1 ms to 1 s. */
export const cpuPeriod: Decoder<number> = refine(
  wholeNumber,
  'a whole number from 1000 to 1000000',
  (period) =>
    period === 0 || (period >= 1000 && period <= 1_000_000)
      ? E.right(period)
      : E.left(`must be from 1000 (1 ms) to 1000000 (1 s), not ${period}`),
);

const shortestQuota = 1000;

/** `cpu_quota`: microseconds of CPU time in a period; the engine takes 1 ms and more, and -1 for no limit. */
export const cpuQuota: Decoder<number> = refine(
  wholeNumber,
  `a whole number of at least ${shortestQuota}, or -1`,
  (quota) =>
    quota <= 0 || quota >= shortestQuota
      ? E.right(quota)
      : E.left(`must be at least ${shortestQuota} (1 ms), or -1, not ${quota}`),
);

/** `cpu_shares`: relative weight; the kernel takes 2 and more. */
export const cpuShares: Decoder<number> = refine(wholeNumber, 'a whole number of at least 2', (shares) =>
  shares === 0 || shares >= 2 ? E.right(shares) : E.left(`must be at least 2, not ${shares}`),
);

/** `nano_cpus`: billionths of a CPU. The engine knows how many CPUs there are. */
export const nanoCpus: Decoder<number> = wholeNumberWithin({ from: 0 });

const cpuRange = /^(\d+)(?:-(\d+))?$/;

const isCpuRange = (range: string): boolean => {
  const [, first, last] = cpuRange.exec(range) ?? [];
  return first !== undefined && (last === undefined || Number(first) <= Number(last));
};

/** `cpuset_cpus` and `cpuset_mems`: numbers and ranges such as `0-2,4`. The engine knows which of them exist. */
export const cpuSet: Decoder<string> = refine(text, 'text such as 0-2,4', (set) =>
  set.split(',').every(isCpuRange)
    ? E.right(set)
    : E.left(`invalid format: ${set}: must be numbers and ranges such as 0-2,4`),
);
