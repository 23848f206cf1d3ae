import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { makeJinjaRenderer } from '../../../../src/adapters/jinja/index.js';
import { renderProgram, type ProgramTemplates } from '../../../../src/job/program/render-program.js';
import type { TemplateRenderer } from '../../../../src/ports/template-renderer.js';
import { makeTestContext, makeTestJob } from '../../../../src/testing/index.js';

const templates: ProgramTemplates = {
  words: [
    { field: 'payload', text: 'echo' },
    { field: 'parameters.args[0]', text: '{{ vars.who }} of {{ job.job_id }}' },
  ],
  environment: { WHO: '{{ vars.who }}' },
  jinja: true,
  vars: { who: 'Ada L.' },
  heading: 'Bad payload',
};

const render = async (
  changes: Partial<ProgramTemplates> = {},
  renderer: TemplateRenderer = makeJinjaRenderer(),
) => {
  const context = makeTestContext();
  try {
    return await renderProgram(renderer, makeTestJob(), context, { ...templates, ...changes })();
  } finally {
    await context.dispose();
  }
};

describe('renderProgram', () => {
  it('renders each word and each variable by itself', async () => {
    expect(await render()).toEqual(
      E.right({ words: ['echo', 'Ada L. of test/job'], environment: { WHO: 'Ada L.' } }),
    );
  });

  it('leaves everything as it is without jinja', async () => {
    const { words, environment } = templates;
    expect(await render({ jinja: false })).toEqual(
      E.right({ words: words.map(({ text }) => text), environment }),
    );
  });

  it('names the field of a template that does not render', async () => {
    const badWord = await render({ words: [{ field: 'payload', text: '{{ vars.nope.x }}' }] });
    const badVariable = await render({ environment: { BAD: '{% if' } });
    expect(badWord).toMatchObject({ left: { _tag: 'RenderError', details: { field: 'payload' } } });
    expect(E.isLeft(badWord) && badWord.left.message).toMatch(/^Bad payload: /);
    expect(badVariable).toMatchObject({ left: { details: { field: 'parameters.env.BAD' } } });
    expect(E.isLeft(badVariable) && badVariable.left.message).toMatch(/^Bad environment variable: BAD: /);
  });

  it('refuses rendered text that no program can be given', async () => {
    const renderer: TemplateRenderer = { render: () => TE.right('a\0b') };
    expect(await render({}, renderer)).toMatchObject({
      left: { message: 'Bad payload: the rendered text holds a NUL character' },
    });
  });
});
