import { describe, expect, it } from 'vitest';

import { makeLiveView } from '../../../src/cli/live-view.js';
import type { JobEvent, JobEventBody } from '../../../src/job/job-event.js';
import { makeTestTerminal } from './test-terminal.js';

const stamped = (body: JobEventBody): JobEvent => ({ ...body, runId: 'r', jobId: 'j', epochMs: 0 });
const progress = (
  layer: string,
  status: string,
  currentBytes?: number,
  totalBytes?: number,
): JobEventBody => ({
  kind: 'pull-progress',
  progress: {
    layer,
    status,
    ...(currentBytes === undefined ? {} : { currentBytes }),
    ...(totalBytes === undefined ? {} : { totalBytes }),
  },
});
const output = (stream: 'stdout' | 'stderr', text: string): JobEventBody => ({
  kind: 'output',
  stream,
  bytes: Buffer.from(text),
});

const show = (
  bodies: readonly JobEventBody[],
  options: { readonly isTTY?: boolean; readonly showOutput?: boolean } = {},
) => {
  const terminal = makeTestTerminal(options);
  const view = makeLiveView(terminal, { showOutput: options.showOutput ?? true });
  for (const body of bodies) view.events(stamped(body));
  view.end();
  return { terminal, view };
};

const pull = [
  { kind: 'phase-started', phase: 'pull' } as const,
  progress('a', 'Downloading', 1_000_000, 4_000_000),
  progress('b', 'Downloading', 0, 2_000_000),
  progress('a', 'Downloading', 2_000_000, 4_000_000),
  progress('a', 'Pull complete'),
];

describe('the live view', () => {
  it('prints plain lines elsewhere than on a terminal, and none twice', () => {
    expect(show(pull).terminal.err()).toBe(
      'Pulling the image\n  0 of 1 layers\n  0 of 2 layers\n  1 of 2 layers\n',
    );
  });

  it('draws a bar for each layer on a terminal, in the place of the former ones', () => {
    const err = show(pull, { isTTY: true }).terminal.err();
    const last = err.split('\u001b[2A\u001b[0J').at(-1);
    expect(last).toBe(
      `  a  ${'█'.repeat(24)}  Pull complete\n  b  ${'░'.repeat(24)}  Downloading 0.0 MB of 2.0 MB\n`,
    );
    expect(err).toContain(`  a  ${'█'.repeat(12)}${'░'.repeat(12)}  Downloading 2.0 MB of 4.0 MB`);
  });

  it('passes output on to the stream that it was written to, and ends an open line before its own', () => {
    const { terminal } = show([
      output('stdout', 'a\nb'),
      output('stderr', 'c'),
      { kind: 'phase-started', phase: 'store-log' },
    ]);
    expect([terminal.out(), terminal.err()]).toEqual(['a\nb', 'c\nStoring the log\n']);
  });

  it('leaves output out where it is shown in another way', () => {
    expect(show([output('stdout', 'x')], { showOutput: false }).terminal.out()).toBe('');
  });

  it('remembers the phases', () => {
    const { view } = show([{ kind: 'phase-ended', phase: 'pull', durationMs: 5, outcome: 'ok' }]);
    expect(view.phases()).toMatchObject([{ phase: 'pull', durationMs: 5 }]);
  });
});
