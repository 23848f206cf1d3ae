import { describe, expect, it } from 'vitest';

import { makeJinja, makeLavaVariables } from '../../../src/jinja/index.js';

/** Ways out of other engines: Jinja2's, nunjucks' and handlebars' literature, turned to everything that templates hold. */
const attempts = [
  // The prototype chain of JavaScript.
  '{{ ""["constructor"] }}',
  '{{ "".constructor }}',
  '{{ [].constructor.constructor("return process")() }}',
  '{{ {}.constructor.constructor("return this")() }}',
  '{{ (1).constructor }}',
  '{{ true.constructor }}',
  '{{ range.constructor("return global.process.env")() }}',
  '{{ cycler.constructor }}',
  '{{ joiner().constructor }}',
  '{{ namespace().constructor }}',
  '{{ dict.constructor }}',
  '{{ lipsum.constructor("return 1")() }}',
  '{{ {}["__proto__"] }}',
  '{{ [].__proto__ }}',
  '{{ "".__proto__.toString }}',
  '{{ ({})["prototype"] }}',
  '{{ [].__defineGetter__ }}',
  '{{ {}.__lookupGetter__ }}',
  '{{ {}.hasOwnProperty }}',
  '{{ {}.toString }}',
  '{{ "".toString }}',
  '{{ [].valueOf }}',
  '{{ {}.isPrototypeOf }}',
  '{{ [].map }}',
  '{{ [].filter }}',
  '{{ "".at }}',
  '{{ "".charCodeAt }}',
  '{{ "".length }}',
  '{{ [1].length }}',
  '{{ (1).toFixed }}',
  '{{ {}|attr("constructor") }}',
  '{{ ""|attr("__proto__") }}',
  '{{ [[]]|map(attribute="constructor")|first }}',
  '{{ [{}]|map(attribute="__proto__.constructor")|first }}',
  '{{ [""]|groupby("constructor")|first|first }}',
  '{{ "{0.constructor}".format("") }}',
  '{{ "{0[constructor]}".format({}) }}',
  '{{ "{0.__proto__}".format([]) }}',
  '{{ "%(constructor)s" % {} }}',
  '{{ "{a.type}".format(a=[]) }}',
  '{{ "{x.hooks}".format(x=dict) }}',
  // The inside of our own objects.
  '{{ [].items }}',
  '{{ [].type }}',
  '{{ {}.entries }}',
  '{{ dict.hooks }}',
  '{{ dict.attributes }}',
  '{{ range(3).type }}',
  '{{ utils.datetime.hooks.construct }}',
  '{{ utils.re.members }}',
  '{{ start.fields }}',
  '{{ self.run }}',
  '{{ self.blocks }}',
  '{{ loop.rt }}',
  '{% for x in [1] %}{{ loop.recurse }}{% endfor %}',
  '{% macro m() %}{% endmacro %}{{ m.invoke }}',
  '{% macro m() %}{% endmacro %}{{ m.shape }}',
  '{{ namespace(a=1).values }}',
  '{{ cycler("a").position }}',
  '{{ lipsum.invoke }}',
  '{{ "".upper.method }}',
  '{{ "".upper.self }}',
  '{{ "a"|escape|attr("text") }}',
  // Python's own ways out.
  '{{ "".__class__ }}',
  '{{ "".__class__.__mro__[1].__subclasses__() }}',
  '{{ [].__class__.__base__ }}',
  '{{ lipsum.__globals__ }}',
  '{{ cycler.__init__.__globals__.os }}',
  '{{ self.__init__ }}',
  '{{ self._TemplateReference__context }}',
  '{{ range.__self__ }}',
  '{{ dict.mro }}',
  '{{ dict.__subclasses__ }}',
  '{{ utils.datetime.__module__ }}',
  '{{ utils.re.__builtins__ }}',
  '{{ utils.path.os }}',
  '{{ utils.path.genericpath }}',
  '{{ utils.re.enum }}',
  '{{ utils.path.__loader__ }}',
  '{{ "{0.__class__}".format(1) }}',
  '{{ ""|attr("__class__") }}',
  '{{ ""|attr("\\x5f\\x5fclass\\x5f\\x5f") }}',
  '{{ ""["__cla" ~ "ss__"] }}',
  '{{ request.application }}',
  '{{ config.items() }}',
  // Names of the process.
  '{{ process }}',
  '{{ global }}',
  '{{ globalThis }}',
  '{{ require }}',
  '{{ require("fs") }}',
  '{{ module }}',
  '{{ exports }}',
  '{{ eval("1") }}',
  '{{ Function("return 1")() }}',
  '{{ this }}',
  '{{ arguments }}',
  '{{ import("fs") }}',
  '{{ constructor }}',
  '{{ __proto__ }}',
  '{{ toString }}',
  '{{ hasOwnProperty }}',
  '{{ context }}',
  '{{ frame }}',
  '{{ environment }}',
  '{% set __proto__ = {"x": 1} %}{{ {}.x }}',
  '{% set ns = namespace(__proto__={"polluted": 1}) %}{{ {}.polluted }}',
  '{% set ns = namespace() %}{% set ns.__proto__ = {"polluted": 1} %}{{ namespace().polluted }}',
  '{{ dict(__proto__={"polluted": 1}).polluted }}',
  '{{ {"__proto__": {"polluted": 1}}.polluted }}',
  // The file system and the folders of the process.
  '{{ utils.path.exists("/etc/passwd") }}',
  '{{ utils.path.getsize("/etc/passwd") }}',
  '{{ utils.path.realpath("/proc/self/cwd") }}',
  '{{ utils.dateutil.tz.gettz("/etc/localtime") }}',
  '{{ utils.dateutil.tz.tzfile("/etc/localtime") }}',
  '{% if utils.dateutil.tz.gettz("../../../etc/localtime") %}found{% endif %}',
  '{% if utils.path.abspath("") != "/" %}{{ utils.path.abspath("") }}{% endif %}',
  '{{ utils.path.expanduser("~")[1:] }}',
  '{% include "/etc/passwd" %}',
  '{% import "os" as os %}',
  '{% from "fs" import readFileSync %}',
  '{% extends "/etc/passwd" %}',
] as const;

const jinja = makeJinja({ timeZone: 'UTC' });
const variables = {
  job: {},
  realm: {},
  globals: {},
  state: {},
  start: { epochMs: 0, zone: 'local' },
  ustart: { epochMs: 0, zone: 'utc' },
} as const;

function render(template: string): string {
  try {
    return jinja.render(template, makeLavaVariables(jinja.makeRuntime(), variables));
  } catch {
    return '';
  }
}

describe('an attempt to leave the template', () => {
  it('has been made in more than sixty ways', () => {
    expect(attempts.length).toBeGreaterThan(60);
  });

  it.each(attempts)('%s finds nothing', (template) => {
    // What is not there prints as nothing, as Undefined in a container, or is an error.
    expect(render(template)).toMatch(/^(?:|<built-in method [a-z]+ of \w+ object>)$/);
  });

  it('leaves the prototype of objects alone', () => {
    for (const template of attempts) render(template);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('shows no stack and no path in an error', () => {
    for (const template of attempts) {
      try {
        jinja.render(template, makeLavaVariables(jinja.makeRuntime(), variables));
      } catch (error) {
        expect(error).toMatchObject({ _tag: 'TemplateError' });
        expect(String(error)).not.toMatch(/node_modules|\.ts\b|\.js\b|at \w+ \(/);
      }
    }
  });
});
