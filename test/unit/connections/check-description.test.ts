import { describe, expect, it } from 'vitest';

import { descriptionFault } from '../../../src/connections/check-description.js';
import type { ConnectorFile } from '../../../src/connections/connector.js';

const file = (path: string, mode: 0o600 | 0o700 = 0o600): ConnectorFile => ({ path, mode, content: '' });
const fault = (...files: readonly ConnectorFile[]): string | undefined =>
  descriptionFault({ files: [file('run', 0o700), ...files], executable: 'run', programs: [] });

describe('descriptionFault', () => {
  it.each(['a', '.hidden', 'values/a-b_1', 'a/b/c.d', 'a..b', 'key@host+1'])(
    'finds no fault with the path %j',
    (path) => {
      expect(fault(file(path))).toBeUndefined();
    },
  );

  it.each(['', '/etc/passwd', '../x', 'a/../b', '.', 'a/.', 'a//b', 'a/', 'a b', 'a\nb', 'é', '-/..'])(
    'refuses the path %j',
    (path) => {
      expect(fault(file(path))).toBe(
        `its file ${JSON.stringify(path)} is not a plain path below its directory`,
      );
    },
  );

  it('refuses a path that is there twice', () => {
    expect(fault(file('a'), file('a'))).toBe('its file a is there twice');
  });

  it('refuses a path that is a file and a directory', () => {
    expect(fault(file('a'), file('a/b/c'))).toBe('its file a is a directory for another one');
  });

  it('refuses a mode that others could use', () => {
    // A connector in plain JavaScript can give any number.
    expect(fault(file('a', 0o644 as 0o600))).toBe('its file a has the mode 644, and not 600 or 700');
  });

  it('refuses an executable that is not there, or cannot be executed', () => {
    expect(descriptionFault({ files: [], executable: 'run', programs: [] })).toBe(
      'its executable run is not among its files',
    );
    expect(descriptionFault({ files: [file('run')], executable: 'run', programs: [] })).toBe(
      'its executable run has not the mode 700',
    );
  });
});
