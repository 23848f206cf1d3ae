import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { checkPair } from '../../../host-config-pairs/check-pair.js';
import { LiteralNumber, readPairs } from '../../../host-config-pairs/read-pairs.js';

const file = new URL('../../../fixtures/hostconfig-pairs.json', import.meta.url);
const pairs = readPairs(readFileSync(file, 'utf8'));

describe('host_config becomes what docker-py makes of it', () => {
  test('for 263 recorded pairs', () => {
    expect(pairs).toHaveLength(263);
  });

  test.each(pairs.map((pair) => [pair.id, JSON.stringify(pair.host_config), pair] as const))(
    'pair %d: %s',
    (_, __, pair) => {
      expect(checkPair(pair)).toBeUndefined();
    },
  );
});

describe('checking a pair', () => {
  const create = {
    Hostname: 'lava-r1-core-11111111-2222-3333-4444-555555555555',
    User: '0',
    WorkingDir: '<TMPDIR>',
    NetworkDisabled: false,
    HostConfig: { NetworkMode: 'default', GroupAdd: ['0'] },
  };

  test('finds another body', () => {
    expect(checkPair({ id: 1, host_config: { user: '1' }, create })).toMatch(/^sends /);
    expect(checkPair({ id: 1, host_config: {}, create: { ...create, User: 0 } })).toMatch(/^sends /);
    expect(checkPair({ id: 1, host_config: { dns: [] }, create })).toMatch(/^sends /);
  });

  test('finds another body even where the engine refuses docker-py', () => {
    const pair = { id: 1, host_config: { user: '1' }, create, engine: { create: 400, message: 'x' } };
    expect(checkPair(pair)).toMatch(/^sends /);
  });

  test('finds a refusal of what the engine takes', () => {
    expect(checkPair({ id: 1, host_config: { cpu_shares: 'x' }, create })).toMatch(/^refuses /);
  });

  test('finds something accepted that docker-py refuses', () => {
    expect(checkPair({ id: 1, host_config: { cpu_shares: 512 }, refused: 'x' })).toMatch(
      /^sends .*refuses: x/,
    );
    expect(checkPair({ id: 1, host_config: [], refused: 'x' })).toBeUndefined();
  });

  test('lets numbers be stored as text, and a null be absent', () => {
    expect(checkPair({ id: 1, host_config: { cpu_shares: '512' }, refused: 'x' })).toBeUndefined();
    expect(
      checkPair({ id: 1, host_config: { cpu_shares: new LiteralNumber('512.0') }, refused: 'x' }),
    ).toBeUndefined();
    expect(checkPair({ id: 1, host_config: null, refused: 'x' })).toBeUndefined();
  });

  test('keeps numbers with a fraction as the file has them', () => {
    const [pair] = readPairs(
      String.raw`{"cases": [{"id": 1, "host_config": {"a\"1.0": "2.0", "b": [1.0, 2, 1e3]}}]}`,
    );
    expect(pair?.host_config).toEqual({
      'a"1.0': '2.0',
      b: [new LiteralNumber('1.0'), 2, new LiteralNumber('1e3')],
    });
  });
});
