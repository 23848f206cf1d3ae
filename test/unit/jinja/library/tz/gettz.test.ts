import { describe, expect, test } from 'vitest';
import { limitError, renderUtils, utilsError } from '../render-utils.js';

const file = '/usr/share/zoneinfo/Europe/Paris';

describe('gettz', () => {
  test('reads zones by name', () => {
    expect(renderUtils('{{ utils.dateutil.tz.gettz("Europe/Paris") }}')).toBe(`tzfile('${file}')`);
  });

  test('leaves the folder of the zones only with file access', () => {
    const template = `{{ utils.dateutil.tz.gettz("${file}") }}`;
    expect(utilsError(template)).toBe('PermissionError: tz.gettz: file access is not given to templates');
    expect(renderUtils(template, { fileAccess: 'read' })).toBe(`tzfile('${file}')`);
  });

  test.each(['Europe/../Europe/Paris', '../zoneinfo/UTC', '..'])('%s is no name of a zone', (name) => {
    expect(renderUtils(`{{ utils.dateutil.tz.gettz("${name}") }}`, { fileAccess: 'read' })).toBe('None');
  });

  test('a tzfile needs file access', () => {
    const template = `{{ utils.dateutil.tz.tzfile("${file}") }}`;
    expect(utilsError(template)).toBe('PermissionError: tz.tzfile: file access is not given to templates');
    expect(renderUtils(template, { fileAccess: 'read' })).toBe(`tzfile('${file}')`);
  });

  test('huge names are no zones, and count', () => {
    const data = { s: `${'a'.repeat(100_000)}:1` };
    expect(renderUtils('{{ utils.dateutil.tz.gettz(s) }}', {}, data)).toBe('None');
    const loop = '{% for i in range(99) %}{% set z = utils.dateutil.tz.gettz(s) %}{% endfor %}';
    expect(limitError(loop, { maxSteps: 200_000 }, data)).toMatch(/^LimitError/);
    expect(utilsError('{{ utils.dateutil.tz.tzstr(s) }}', {}, data)).toBe(
      'ValueError: unknown string format',
    );
  });
});
