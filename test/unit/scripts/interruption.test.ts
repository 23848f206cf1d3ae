import { describe, expect, it } from 'vitest';
import { Interruption, mustBePassedOn } from '../../../scripts/lib/interruption.mjs';
import { runCommand } from '../../../scripts/lib/run-command.mjs';

describe('an interruption', () => {
  it('is not passed on to a child when the terminal has told it', () => {
    expect(mustBePassedOn(AbortSignal.abort(new Interruption('SIGINT')))).toBe(false);
  });

  it.each([new Interruption('SIGTERM'), new Error('time is over')])(
    'is passed on otherwise: %s',
    (reason) => {
      expect(mustBePassedOn(AbortSignal.abort(reason))).toBe(true);
    },
  );

  it('waits for the end of the child, and is then what its caller gets', async () => {
    const reason = new Interruption('SIGTERM');
    await expect(runCommand('sleep', ['60'], { signal: abortedSoon(reason) })).rejects.toBe(reason);
  });

  it('keeps a program from being started', async () => {
    const reason = new Interruption('SIGINT');
    await expect(runCommand('no such program', [], { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });
});

function abortedSoon(reason: Error): AbortSignal {
  const controller = new AbortController();
  setImmediate(() => {
    controller.abort(reason);
  });
  return controller.signal;
}
