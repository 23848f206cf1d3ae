import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { defaultHostname } from '../../../../src/docker/host-config/default-hostname.js';

const runId = '11111111-2222-3333-4444-555555555555';

describe('the default hostname', () => {
  test("is lava's when it is short enough", () => {
    expect(defaultHostname({ realm: 'r1', worker: 'core', runId })).toBe(`lava-r1-core-${runId}`);
    const longest = defaultHostname({ realm: 'r'.repeat(10), worker: 'w'.repeat(10), runId });
    expect(longest).toBe(`lava-${'r'.repeat(10)}-${'w'.repeat(10)}-${runId}`);
    expect(longest).toHaveLength(63);
  });

  test('keeps the run id when it is cut', () => {
    expect(defaultHostname({ realm: 'dev', worker: 'w'.repeat(40), runId })).toBe(
      `lava-dev-${'w'.repeat(17)}-${runId}`,
    );
    expect(defaultHostname({ realm: 'r'.repeat(20), worker: 'w', runId })).toBe(
      `lava-${'r'.repeat(20)}-${runId}`,
    );
  });

  test('is a hash when the run id leaves no room', () => {
    const name = defaultHostname({ realm: 'dev', worker: 'core', runId: 'x'.repeat(80) });
    expect(name).toMatch(/^lava-[0-9a-f]{32}$/);
    expect(name).not.toBe(defaultHostname({ realm: 'dev', worker: 'core', runId: 'y'.repeat(80) }));
  });

  test('counts bytes', () => {
    const name = defaultHostname({ realm: 'é'.repeat(10), worker: 'core', runId });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
    expect(name.endsWith(runId)).toBe(true);
  });

  test('fits, is the same each time and belongs to one run', () => {
    const name = fc.string({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(name, name, fc.uuid(), fc.uuid(), (realm, worker, one, other) => {
        fc.pre(one !== other);
        const hostname = defaultHostname({ realm, worker, runId: one });
        expect(Buffer.byteLength(hostname)).toBeLessThanOrEqual(63);
        expect(defaultHostname({ realm, worker, runId: one })).toBe(hostname);
        expect(defaultHostname({ realm, worker, runId: other })).not.toBe(hostname);
      }),
    );
  });
});
