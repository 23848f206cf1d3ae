import { expect, test } from 'vitest';
import { PyUuid, randomHex } from '../../../../src/jinja/library/uuid.js';

test('a random UUID has version 4 and the variant of RFC 4122', () => {
  expect(new PyUuid(randomHex(() => 0)).toString()).toBe('00000000-0000-4000-8000-000000000000');
});
