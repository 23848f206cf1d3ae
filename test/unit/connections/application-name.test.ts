import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { makeJinjaRenderer } from '../../../src/adapters/jinja/index.js';
import { applicationName } from '../../../src/connections/application-name.js';

const variables = { realm: 'dev', job_id: 'demo/d', conn_id: 'c1' };
const name = (configured: unknown, signal = new AbortController().signal) =>
  applicationName(makeJinjaRenderer(), { signal })(configured, variables)();

describe('the application name of a connection', () => {
  it.each([
    [undefined, 'lv-dev-demo/d'],
    ['{{ conn_id }}@{{ realm }}', 'c1@dev'],
    ['', ''],
    [`a'b"c\\d\n\t\0e`, 'abcde'],
    [5, '5'],
  ])('is made from %o', async (configured, expected) => {
    expect(await name(configured)).toEqual(E.right(expected));
  });

  it('cannot be made from a template that is not well-formed', async () => {
    expect(await name('{% if')).toMatchObject({
      left: {
        code: 'connection.bad-record',
        message: expect.stringContaining('Connection c1: Cannot render CONN_APP_NAME: ') as string,
      },
    });
  });

  it('is given up after an abort', async () => {
    expect(await name('x', AbortSignal.abort())).toMatchObject({ left: { code: 'connection.aborted' } });
  });
});
