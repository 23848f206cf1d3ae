import type { Runtime } from '../objects/runtime.js';
import { Context } from './context.js';
import { defaultLimits } from './limits.js';
import { Run } from './run.js';

/** Constants that need more than this are left for the render, which has the caller's limits. */
const limits = { ...defaultLimits, maxSteps: 1000, maxValueSize: 1000, maxTotalSize: 10_000 };

/** A runtime for constant expressions: it knows no host. */
export function foldingRun(): Runtime {
  const host = {
    nowMicros: (): number => 0,
    timeZone: 'UTC',
    zoneinfoPath: '',
    random: (): number => 0,
    fileAccess: 'none',
    workingFolder: '/',
    homeFolder: undefined,
  } as const;
  const library = { filters: new Map(), tests: new Map() };
  return new Run({ host, library, limits, shared: new Map() }, new Context(new Map(), new Map()));
}
