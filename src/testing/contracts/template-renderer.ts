import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { NameVariables, TemplateRenderer, TemplateVariables } from '../../ports/template-renderer.js';
import { makeTestJob } from '../test-job.js';
import { makeTestRealm } from '../test-realm.js';
import { abortCases } from './abort-cases.js';
import { deepFreeze } from './deep-freeze.js';
import { calm, type ContractCases, defineCases, failsWith, right, runCases, settle } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';
import type { SuiteSetup } from './suite.js';

/** A renderer to be tested. @public */
export interface TemplateRendererSubject {
  readonly renderer: TemplateRenderer;
}

/** Variables as a run gives them, frozen: a renderer that changes them fails. */
const variables = (vars: Readonly<Record<string, unknown>> = {}): TemplateVariables => {
  const job = makeTestJob({ 'X-Ticket': 'T-42' });
  return deepFreeze({
    job,
    realm: makeTestRealm({ s3_key: 'alias/k' }),
    globals: { team: 'data', lava: { iteration: 2 } },
    state: { 'last/run': '2026-11-22', count: 3 },
    start: job.ts_start,
    ustart: job.ts_ustart,
    vars,
  });
};

const nameVariables: NameVariables = deepFreeze({ realm: 'dev', job_id: 'team/job', conn_id: 'db' });

const renders = async (
  { renderer }: TemplateRendererSubject,
  template: string,
  expected: string,
  given: TemplateVariables | NameVariables = variables(),
): Promise<void> => {
  assert.equal(await right(renderer.render(template, given, calm())), expected, template);
};

/** Ways out of the variables that templates have been known to take. */
const escapes = [
  '{{ process }}',
  '{{ globalThis }}',
  '{{ require }}',
  '{{ job.constructor }}',
  "{{ job.constructor.constructor('return process')() }}",
  "{{ vars['__proto__'] }}",
  "{{ ''.constructor }}",
  "{{ ''.__class__.__mro__ }}",
  '{{ self.__init__.__globals__ }}',
];

const cases: ContractCases<TemplateRendererSubject> = {
  ...defineCases<TemplateRendererSubject>({
    'leaves text without templates as it is': async (subject) => {
      for (const text of [
        '',
        'plain',
        ' blanks  kept ',
        'ünï 日本 🚀',
        '$HOME %s {x} } {',
        'two\nlines',
        '\\n "q"',
      ])
        await renders(subject, text, text);
    },
    'renders the variables that lava gives': async (subject) => {
      const given = variables({ name: 'ünï 🚀', map: { deep: { er: 'x' } } });
      await renders(subject, '{{ job.job_id }}', 'test/job', given);
      await renders(subject, '{{ realm.s3_key }}', 'alias/k', given);
      await renders(subject, '{{ globals.team }}-{{ globals.lava.iteration }}', 'data-2', given);
      await renders(subject, '{{ state.count }}', '3', given);
      await renders(subject, '{{ vars.name }}/{{ vars.map.deep.er }}', 'ünï 🚀/x', given);
    },
    'renders the variables of an application name': async (subject) => {
      await renders(
        subject,
        'lv-{{ realm }}-{{ job_id }}-{{ conn_id }}',
        'lv-dev-team/job-db',
        nameVariables,
      );
    },
    'finds names that are no identifiers': async (subject) => {
      await renders(subject, "{{ job['X-Ticket'] }} {{ state['last/run'] }}", 'T-42 2026-11-22');
    },
    'renders lists, loops, conditions and filters': async (subject) => {
      const given = variables({ list: ['a', 'b', 'c'], yes: true });
      await renders(subject, '{{ vars.list[1] }}', 'b', given);
      await renders(subject, '{% for x in vars.list %}{{ x }};{% endfor %}', 'a;b;c;', given);
      await renders(subject, '{% if vars.yes %}y{% else %}n{% endif %}', 'y', given);
      await renders(subject, '{{ vars.list|join("-")|upper }}', 'A-B-C', given);
    },
    'renders what is not there as nothing, and a default for it': async (subject) => {
      await renders(subject, '[{{ nosuch }}]', '[]');
      await renders(subject, "{{ nosuch|default('none') }}", 'none');
    },
    'prints values as Python does': async (subject) => {
      const given = variables({ yes: true, no: false, nothing: null, list: ['a', 1], whole: 3.0, half: 0.5 });
      await renders(subject, '{{ vars.yes }} {{ vars.no }} {{ vars.nothing }}', 'True False None', given);
      await renders(subject, '{{ vars.list }} {{ vars.whole }} {{ vars.half }}', "['a', 1] 3 0.5", given);
    },
    'keeps every digit of a whole number that is a bigint': async (subject) => {
      const given = variables({ big: 12_345_678_901_234_567_890n });
      await renders(subject, '{{ vars.big }}', '12345678901234567890', given);
    },
    'renders the start of the run': async (subject) => {
      await renders(subject, "{{ ustart.strftime('%Y-%m-%d %H:%M') }}", '2026-11-23 09:05');
    },
    'gives TemplateFailed for a template that is not well-formed': async ({ renderer }) => {
      for (const template of ['{{ job.job_id', '{% if true %}', '{{ 1 + }}', '{% nosuch %}'])
        await failsWith('TemplateFailed', renderer.render(template, variables(), calm()), template);
    },
    'gives TemplateFailed for a template that fails': async ({ renderer }) => {
      await failsWith('TemplateFailed', renderer.render('{{ vars.nosuch.deeper }}', variables(), calm()));
    },
    'lets templates reach nothing but the variables': async ({ renderer }) => {
      for (const template of escapes) {
        const rendered = await settle(renderer.render(template, variables(), calm()));
        if (E.isLeft(rendered)) continue;
        assert.doesNotMatch(rendered.right, /function|class |\[object|native code/, template);
      }
    },
    'renders many templates at the same time, each with its own variables': async (subject) => {
      const numbers = Array.from({ length: 50 }, (_, index) => index);
      await Promise.all(
        numbers.map((number) => renders(subject, '{{ vars.number }}', String(number), variables({ number }))),
      );
    },
    'renders nothing until the task is called, and renders again each time': async ({ renderer }) => {
      assert.doesNotThrow(
        () => renderer.render('{{ job.', variables(), calm()),
        'It fails at the call, and not when the task is called',
      );
      const broken = renderer.render('{{ job.', variables(), calm());
      const task = renderer.render('{{ job.job_id }}', variables(), calm());
      assert.equal(await right(task), 'test/job');
      assert.equal(await right(task), 'test/job');
      await failsWith('TemplateFailed', broken);
    },
  }),
  ...abortCases<TemplateRendererSubject>(({ renderer }) =>
    Promise.resolve((options) => renderer.render('{{ job.job_id }}', variables(), options)),
  ),
};

/**
 * Describes what every `TemplateRenderer` must do, as cases for a test runner.
 * @param setup - a subject for each case
 * @public
 */
export const describeTemplateRendererContract = <Subject extends TemplateRendererSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a TemplateRenderer', setup, cases);
};
