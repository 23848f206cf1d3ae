import { makeJinjaRenderer } from '../../src/adapters/jinja/index.js';
import { makeJinjaJsRenderer } from '../../src/adapters/jinja-js/index.js';
import { describeTemplateRendererContract } from '../../src/testing/index.js';
import { rendererSubject, rendererSkips, setupOf } from './memory-subjects.js';
import { vitestRunner } from './vitest-runner.js';

describeTemplateRendererContract(
  vitestRunner,
  setupOf(() => ({ renderer: makeJinjaRenderer() })),
);

describeTemplateRendererContract(
  vitestRunner,
  setupOf(() => ({ renderer: makeJinjaJsRenderer() }), {
    'renders lists, loops, conditions and filters': 'jinja-js has no filter join',
    'renders what is not there as nothing, and a default for it': 'jinja-js has no filter default',
    'renders the start of the run': 'jinja-js cannot call methods, so there is no strftime',
  }),
);

describeTemplateRendererContract(vitestRunner, setupOf(rendererSubject, rendererSkips));
