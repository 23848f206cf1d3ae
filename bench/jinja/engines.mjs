import { Template as HuggingFaceTemplate } from '@huggingface/jinja';
import jinjaJs from 'jinja-js';
import { Environment as MiniJinja } from 'minijinja-js';
import nunjucks from 'nunjucks';

/**
 * Engines: `once` reads and renders a template, `ready` reads it and gives a function that renders it again.
 * nunjucks and jinja-js turn templates into JavaScript; the others interpret them.
 */
export async function makeEngines(ours) {
  const env = new nunjucks.Environment(null, { autoescape: false });
  const mini = new MiniJinja();
  const renderMini = (text, data) => {
    mini.addTemplate('t', text);
    return mini.renderTemplate('t', data);
  };
  return {
    'lava-docker-job/jinja': {
      once: (text, data) =>
        ours.makeJinja({ maxCachedTemplates: 0, timeZone: 'UTC' }).render(text, ours.converted(data)),
      ready: (text, data) => {
        const jinja = ours.makeJinja({ timeZone: 'UTC' });
        const variables = ours.converted(data);
        return () => jinja.render(text, variables);
      },
    },
    '@huggingface/jinja': {
      once: (text, data) => new HuggingFaceTemplate(text).render(data),
      ready: (text, data) => {
        const template = new HuggingFaceTemplate(text);
        return () => template.render(data);
      },
    },
    'minijinja-js': {
      once: renderMini,
      ready: (text, data) => {
        renderMini(text, data);
        return () => mini.renderTemplate('t', data);
      },
    },
    nunjucks: {
      once: (text, data) => new nunjucks.Template(text, env, undefined, true).render(data),
      ready: (text, data) => {
        const template = new nunjucks.Template(text, env, undefined, true);
        return () => template.render(data);
      },
    },
    'jinja-js': {
      once: (text, data) => jinjaJs.compile(text).render(data),
      ready: (text, data) => {
        const template = jinjaJs.compile(text);
        return () => template.render(data);
      },
    },
  };
}
