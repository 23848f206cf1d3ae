import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { resultOf } from '../../support/run-results.js';

const image = {
  names: ['tools:1'],
  packages: ['mariadb-client-core', 'dash'],
  links: { 'bin/sh': 'dash' },
};

describeCases('an image made of packages of Debian', [image], ({ bench }) => {
  const options = { pullPolicy: 'if-missing' } as const;

  it('has their programs, with all that these need', () =>
    bench({ options }, async ({ run }) => {
      const ended = await run({ payload: 'tools:1', parameters: { command: 'mariadb --version' } });
      resultOf(ended);
      expect(ended.log).toMatch(/^mariadb {2}Ver 15\.1 .*MariaDB/);
    }));

  it('has the programs of busybox, but for those that its packages bring and its links name', () =>
    bench({ options }, async ({ run }) => {
      const command = 'sh -c "readlink /bin/sh; busybox | head -n 1"';
      const ended = await run({ payload: 'tools:1', parameters: { command } });
      resultOf(ended);
      expect(ended.log).toMatch(/^dash\nBusyBox v/);
    }));
});
