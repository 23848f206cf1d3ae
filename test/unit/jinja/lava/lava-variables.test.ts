import { describe, expect, it } from 'vitest';

import { makeJinja, makeLavaVariables } from '../../../../src/jinja/index.js';

const jinja = makeJinja({ timeZone: 'Australia/Sydney' });
const epochMs = Date.UTC(2024, 1, 29, 12, 30);
const globals = { n: 1, sent: { epochMs, zone: 'utc' } };

const render = (template: string): string =>
  jinja.render(
    template,
    makeLavaVariables(jinja.makeRuntime(), {
      job: { globals, ts_dispatch: { epochMs, zone: 660 } },
      realm: {},
      globals,
      state: {},
      start: { epochMs, zone: 'local' },
      ustart: { epochMs, zone: 'utc' },
    }),
  );

describe("lava's variables", () => {
  it('show the start in local time and in UTC', () => {
    expect(render('{{ start }} {{ ustart }}')).toBe('2024-02-29 23:30:00+11:00 2024-02-29 12:30:00+00:00');
    expect(render('{{ start.tzinfo }} {{ ustart.tzinfo }}')).toBe('tzlocal() UTC');
  });

  it('turn times inside the data into datetimes', () => {
    expect(
      render(
        '{{ globals.sent }} {{ globals.sent.tzinfo }} {{ job.ts_dispatch }} {{ job.ts_dispatch.tzname() }}',
      ),
    ).toBe('2024-02-29 12:30:00+00:00 tzutc() 2024-02-29 23:30:00+11:00 None');
  });

  it('let a template change globals for job.globals too', () => {
    expect(render('{{ globals.update(n=2) }}{{ job.globals.n }}')).toBe('None2');
  });

  it('leave vars undefined outside of job parameters', () => {
    expect(render('{{ vars is defined }}')).toBe('False');
  });

  it('have the utilities of lava', () => {
    expect(render('{{ utils.timedelta(days=1) }} {{ utils.path.basename("a/b") }}')).toBe('1 day, 0:00:00 b');
  });
});
