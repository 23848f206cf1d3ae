import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { makeJinja, makeLavaVariables } from '../../../src/jinja/index.js';

const guide = readFileSync('docs/jinja.md', 'utf8');

/** The first block of a language in the guide. */
function block(language: string): readonly string[] {
  const [, text = ''] = new RegExp('```' + language + '\\n([^]*?)\\n```').exec(guide) ?? [];
  return text.split('\n');
}

it('renders the examples of the guide as it says', () => {
  const jinja = makeJinja({ timeZone: 'Australia/Sydney' });
  const epochMs = Date.UTC(2024, 1, 29, 12, 30);
  const data = { job: {}, realm: {}, globals: {}, state: {}, vars: {} };
  const times = { start: { epochMs, zone: 'local' }, ustart: { epochMs, zone: 'utc' } } as const;
  const render = (template: string): string =>
    jinja.render(template, makeLavaVariables(jinja.makeRuntime(), { ...data, ...times }));
  expect(block('jinja').map(render)).toEqual(block('text'));
});
