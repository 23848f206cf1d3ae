import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { makeJinjaRenderer } from '../../src/adapters/jinja/index.js';
import { taggedError } from '../../src/job/tagged-error.js';
import type { TemplateRenderer, TemplateRendererError } from '../../src/ports/template-renderer.js';
import { describeTemplateRendererContract, type TemplateRendererSubject } from '../../src/testing/index.js';
import { abortFaults } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { shareFlight } from './shared-flight.js';

type Render = TemplateRenderer['render'];

const renderer = makeJinjaRenderer();

const fault = (wrong: string, spoil: (render: Render) => Render): Fault<TemplateRendererSubject> => [
  wrong,
  () => ({ renderer: { render: spoil((...args) => renderer.render(...args)) } }),
];

const onTemplate =
  (change: (template: string) => string) =>
  (render: Render): Render =>
  (template, variables, options) =>
    render(change(template), variables, options);

const onText =
  (change: (text: string) => string) =>
  (render: Render): Render =>
  (...args) =>
    TE.map(change)(render(...args));

/** Takes a failure for an empty text. */
const swallow =
  (render: Render): Render =>
  (...args) =>
    TE.orElse((error: TemplateRendererError) => (error._tag === 'Aborted' ? TE.left(error) : TE.right('')))(
      render(...args),
    );

findsFaults('describeTemplateRendererContract', describeTemplateRendererContract, () => ({ renderer }), {
  'leaves text without templates as it is': [
    fault(
      'takes blanks off',
      onText((text) => text.trim()),
    ),
    fault(
      'escapes for HTML',
      onText((text) => text.replaceAll('"', '&quot;')),
    ),
  ],
  'renders the variables that lava gives': [
    fault(
      'does not know vars',
      onTemplate((template) => template.replaceAll('vars.', 'nosuch.')),
    ),
  ],
  'renders the variables of an application name': [
    fault(
      'does not know conn_id',
      onTemplate((template) => template.replaceAll('conn_id', 'nosuch')),
    ),
  ],
  'finds names that are no identifiers': [
    fault(
      'takes a dash for a minus',
      onTemplate((template) => template.replaceAll("job['X-Ticket']", 'job.X-Ticket')),
    ),
  ],
  'renders lists, loops, conditions and filters': [
    fault(
      'has no filters',
      onTemplate((template) => template.replaceAll('|upper', '')),
    ),
  ],
  'renders what is not there as nothing, and a default for it': [
    fault(
      'prints what is not there',
      onText((text) => (text === '[]' ? '[undefined]' : text)),
    ),
  ],
  'prints values as Python does': [
    fault(
      'prints as JavaScript does',
      onText((text) => text.replaceAll('True', 'true').replaceAll('None', 'null')),
    ),
  ],
  'keeps every digit of a whole number that is a bigint': [
    fault(
      'takes a bigint for a number',
      onText((text) => (/^\d{20}$/.test(text) ? String(Number(text)) : text)),
    ),
  ],
  'renders the start of the run': [
    fault(
      'shows the start in another zone',
      onText((text) => text.replace('09:05', '20:05')),
    ),
  ],
  'gives TemplateFailed for a template that is not well-formed': [
    fault('takes a failure for an empty text', swallow),
    fault(
      'gives an error of another kind',
      (render) =>
        (...args) =>
          TE.mapLeft(
            // A renderer in plain JavaScript can give anything.
            () => taggedError('Bad', { code: 'bad', message: 'Bad' }) as unknown as TemplateRendererError,
          )(render(...args)),
    ),
  ],
  'gives TemplateFailed for a template that fails': [fault('takes a failure for an empty text', swallow)],
  'lets templates reach nothing but the variables': [
    fault(
      'shows its own functions',
      (render) => (template, variables, options) =>
        template.includes('constructor') ? TE.right(String(Object)) : render(template, variables, options),
    ),
    fault(
      'rejects when a template reaches too far',
      (render) => (template, variables, options) => async () => {
        if (template.includes('process')) throw new Error('process is not defined');
        return render(template, variables, options)();
      },
    ),
  ],
  'renders many templates at the same time, each with its own variables': [
    fault('gives one text to all callers', shareFlight),
  ],
  'renders nothing until the task is called, and renders again each time': [
    fault('throws at the call', (render) => (template, variables, options) => {
      if (template === '{{ job.') throw new Error('unexpected end');
      return render(template, variables, options);
    }),
    fault('renders once only', (render) => (...args) => {
      let used = false;
      return async () => {
        if (used) return E.left(taggedError('TemplateFailed', { code: 'used', message: 'Used' }));
        used = true;
        return render(...args)();
      };
    }),
  ],
  ...abortFaults<TemplateRendererSubject>((subject, wrap) => ({
    renderer: {
      render: (template, variables, options) =>
        wrap((given) => subject.renderer.render(template, variables, given))(options),
    },
  })),
});
