import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { makeJinjaRenderer } from '../../../../src/adapters/jinja/index.js';
import type { TemplateVariables } from '../../../../src/ports/template-renderer.js';
import { makeTestJob, makeTestRealm } from '../../../../src/testing/index.js';

/** As @aws-sdk/lib-dynamodb wraps a number. */
class NumberValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

const job = makeTestJob({ globals: { list: [1] } });
const variables = (vars: Readonly<Record<string, unknown>> = {}): TemplateVariables => ({
  job,
  realm: makeTestRealm(),
  globals: job.globals,
  state: { last: new NumberValue('1.50'), count: 12345678901234567890n, tags: new Set(['a']) },
  start: job.ts_start,
  ustart: job.ts_ustart,
  vars,
});
const { signal } = new AbortController();
const render = async (template: string, given = variables()): Promise<string> => {
  const result = await makeJinjaRenderer({ timeZone: 'Australia/Sydney' }).render(template, given, {
    signal,
  })();
  return E.isRight(result) ? result.right : `${result.left._tag}: ${result.left.message}`;
};

describe('the Jinja renderer', () => {
  it.each([
    ['{{ job.job_id }} {{ realm.realm }} {{ vars.cmd }}', 'test/job test date'],
    ['{{ start }} {{ ustart }}', '2026-11-23 20:05:00+11:00 2026-11-23 09:05:00+00:00'],
    ['{{ job.ts_start.strftime("%Y/%m/%d %Z") }}', '2026/11/23 AEDT'],
    ['{{ (start - utils.timedelta(days=1)).date() }}', '2026-11-22'],
    ['{{ utils.s3bucket(realm.s3_temp) }}', 'test-bucket'],
    ['{{ state.last }} {{ state.count + 1 }} {{ state.tags }}', "1.5 12345678901234567891 {'a'}"],
    ['{{ vars.nope }}', ''],
  ])('renders %s', async (template, expected) => {
    expect(await render(template, variables({ cmd: 'date' }))).toBe(expected);
  });

  it('says where a template is wrong, and why, in the words of Python', async () => {
    const result = await makeJinjaRenderer().render('a\n{{ vars.nope.x }}', variables(), { signal })();
    expect(result).toMatchObject({
      left: {
        _tag: 'TemplateFailed',
        message: expect.stringContaining(
          "line 2, column 1: UndefinedError: 'dict object' has no attribute 'nope'",
        ) as string,
        details: { line: 2, column: 1 },
      },
    });
  });

  it('shares values between templates of the same variables, and changes none of the data', async () => {
    const renderer = makeJinjaRenderer();
    const given = variables();
    await renderer.render('{{ globals.list.append(2) }}', given, { signal })();
    expect(await renderer.render('{{ job.globals.list }}', given, { signal })()).toEqual(E.right('[1, 2]'));
    expect(await renderer.render('{{ globals.list }}', variables(), { signal })()).toEqual(E.right('[1]'));
    expect(job.globals).toEqual({ list: [1] });
  });

  it('renders nothing when it is aborted', async () => {
    const result = await makeJinjaRenderer().render('x', variables(), { signal: AbortSignal.abort() })();
    expect(result).toMatchObject({ left: { _tag: 'Aborted' } });
  });

  it('gives variables that a template cannot see as an error, not as an exception', async () => {
    expect(await render('{{ vars.f }}', variables({ f: () => 1 }))).toContain('TemplateFailed: ');
  });
});
