import { describe, expect, it } from 'vitest';
import { forwardingAfter } from '../../../scripts/lib/ip-forwarding.mjs';

describe('forwarding after a private engine', () => {
  it('is switched off again when no engine is left', () => {
    expect(forwardingAfter(['lo', 'eth0'])).toBe('off');
  });

  it('stays on for the engine of another clone', () => {
    expect(forwardingAfter(['lo', 'eth0', 'lava-12345678', 'docker0'])).toBe('still needed');
  });

  it('is left to an engine of the machine', () => {
    expect(forwardingAfter(['lo', 'eth0', 'docker0'])).toBe("another engine's");
  });
});
