import { taggedError } from '../../job/tagged-error.js';
import type { Unavailable } from '../../ports/port-error.js';
import type { TemplateFailed } from '../../ports/template-renderer.js';
import type { Fault } from '../faults/fault.js';
import type { HarnessCall, HarnessFaults } from './harness-ports.js';

/**
 * What goes wrong with a call of a sweep.
 *
 * `fails`: it gives an error that will not pass. `stays away`: so do all later calls of its method, with an error that may
 * pass. `loses its answer`: it does its work and gives an error. `is late`: it begins three seconds later. `hangs`: it does
 * nothing, and the run is aborted. `sees an abort`: the run is aborted as it begins. `rejects` and `throws`: it breaks the
 * rules of ports.
 * @public
 */
export type SweptKind =
  'fails' | 'stays away' | 'loses its answer' | 'is late' | 'hangs' | 'sees an abort' | 'rejects' | 'throws';

/** What a sweep goes through unless told otherwise: what a port may do. */
export const sweptKinds: readonly SweptKind[] = [
  'fails',
  'stays away',
  'loses its answer',
  'is late',
  'hangs',
  'sees an abort',
];

const lateMs = 3000;

type PortFailure = Unavailable | TemplateFailed;

/** An error that the method may give. */
const failureOf = (method: HarnessCall['method'], retryable: boolean): PortFailure => {
  const fields = { code: 'sweep.fault', message: 'A fault of the sweep' };
  return method === 'renderer.render'
    ? taggedError('TemplateFailed', fields)
    : taggedError('Unavailable', { ...fields, retryable });
};

/** The fault of one run, and whether it has come to it. */
export interface SweptFault {
  readonly faults: HarnessFaults;
  readonly reached: () => boolean;
}

/** Makes the fault of a run; `abort` aborts it. */
export const sweptFault = (
  target: { readonly kind: SweptKind; readonly method: HarnessCall['method']; readonly nth: number },
  abort: () => void,
): SweptFault => {
  let reached = false;
  return {
    reached: () => reached,
    faults: ({ method, nth }) => {
      if (method !== target.method) return undefined;
      if (nth > target.nth && target.kind === 'stays away')
        return { fault: 'fail', error: failureOf(method, true) };
      if (nth !== target.nth) return undefined;
      reached = true;
      return faultOf(target.kind, method, abort);
    },
  };
};

const faultOf = (
  kind: SweptKind,
  method: HarnessCall['method'],
  abort: () => void,
): Fault<PortFailure> | undefined => {
  const cause = new Error('A fault of the sweep that breaks the rules');
  switch (kind) {
    case 'fails':
      return { fault: 'fail', error: failureOf(method, false) };
    case 'stays away':
      return { fault: 'fail', error: failureOf(method, true) };
    case 'loses its answer':
      return { fault: 'fail', error: failureOf(method, false), when: 'after' };
    case 'is late':
      return { fault: 'delay', ms: lateMs };
    case 'hangs':
      // Only when the call has begun to hang.
      queueMicrotask(abort);
      return { fault: 'hang' };
    case 'sees an abort':
      abort();
      return undefined;
    case 'rejects':
      return { fault: 'reject', cause };
    case 'throws':
      return { fault: 'throw', cause };
  }
};
