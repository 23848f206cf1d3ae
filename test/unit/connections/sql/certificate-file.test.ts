import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readCertificates } from '../../../../src/connections/sql/certificate-file.js';

const one = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
const two = '-----BEGIN CERTIFICATE-----\nBBBB==\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nCCCC\n-----END PRIVATE KEY-----';

describe('the certificates of a file of the worker', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lava-certificates-'));
    await writeFile(join(folder, 'bundle.pem'), `# names\n${one}\n${key}\nmore\n${two}`);
    await writeFile(join(folder, 'key.pem'), key);
    await symlink('bundle.pem', join(folder, 'link.pem'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['bundle.pem', 'link.pem'])('are taken from %s, and nothing else of it', async (name) => {
    expect(await readCertificates(join(folder, name))).toEqual({
      _tag: 'certificates',
      pem: `${one}\n${two}\n`,
    });
  });

  it.each(['none.pem', 'bundle.pem/below'])('are absent where there is no file %s', async (name) => {
    expect(await readCertificates(join(folder, name))).toEqual({ _tag: 'absent' });
  });

  it('are absent where the path is not absolute: only the image can have it', async () => {
    expect(await readCertificates('package.json')).toEqual({ _tag: 'absent' });
  });

  it('are not looked for in a file without any', async () => {
    expect(await readCertificates(join(folder, 'key.pem'))).toEqual({
      _tag: 'unusable',
      reason: 'holds no certificate',
    });
  });

  it.each(['/dev/zero', tmpdir()])('are not read from %s', async (path) => {
    expect(await readCertificates(path)).toEqual({
      _tag: 'unusable',
      reason: 'cannot be read (no regular file)',
    });
  });
});
