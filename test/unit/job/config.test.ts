import { describe, expect, it } from 'vitest';

import { configItem } from '../../../src/job/config.js';
import { makeTestRealm } from '../../../src/testing/index.js';

describe('configItem', () => {
  const realm = makeTestRealm({ config: { docker_timeout: '5m', DEBUG: null } });

  it('finds an item of the realm whatever the case of its key', () => {
    expect(configItem('DOCKER_TIMEOUT', { environment: {}, realm })).toBe('5m');
  });

  it('puts the environment before the realm, even when it is empty', () => {
    expect(configItem('DOCKER_TIMEOUT', { environment: { LAVA_DOCKER_TIMEOUT: '' }, realm })).toBe('');
  });

  it('takes null and a missing item for nothing', () => {
    expect(configItem('DEBUG', { environment: {}, realm })).toBeUndefined();
    expect(configItem('EVENT_TTL', { environment: {}, realm: makeTestRealm() })).toBeUndefined();
  });
});
