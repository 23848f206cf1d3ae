import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import type { Bench } from '../../support/job-bench.js';
import { containerOf, environmentOf, errorOf, failureOf, resultOf } from '../../support/run-results.js';

/** Writes each of its arguments on a line of its own, in brackets. */
const showArguments = 'for word; do echo "[$word]"; done';
const shown = `sh -c '${showArguments}' sh`;

const createRequests = ({ engine }: Bench) => engine.requestsTo('POST', /^\/containers\/create$/);

describeCases(
  'the program of a docker job',
  [
    {
      names: ['entry:1'],
      files: [{ path: 'e', text: '#!/bin/sh\necho "$0 $@"\n' }],
      changes: ['ENTRYPOINT ["/e"]', 'CMD ["own"]'],
    },
  ],
  ({ bench }) => {
    it('case 11: without a command the image runs its own, and arguments are ignored', () =>
      bench(async (made) => {
        const ended = await made.run({ parameters: { command: undefined, args: [1, 2] } });
        resultOf(ended);
        expect(ended.log).toBe('own command\n');
        const [create] = createRequests(made);
        expect(JSON.parse(create?.body() ?? '')).not.toHaveProperty('Cmd');
      }));

    it('case 12: quoted words stay one, and other values become text as Python writes it', () =>
      bench(async ({ run }) => {
        const ended = await run({
          parameters: { command: `${shown} "a b"`, args: [1, 2.5, true, null, 1n, 1.5e300] },
        });
        resultOf(ended);
        expect(containerOf(ended).Config.Cmd).toEqual([
          'sh',
          '-c',
          showArguments,
          'sh',
          'a b',
          '1',
          '2.5',
          'True',
          'None',
          '1',
          '1.5e+300',
        ]);
        expect(ended.log).toBe('[a b]\n[1]\n[2.5]\n[True]\n[None]\n[1]\n[1.5e+300]\n');
      }));

    it.each([
      ['without blanks', 'sh -c {{vars.c}}'],
      ['with blanks', 'sh -c {{ vars.c }}'],
    ])('cases 13, 14: a template tag %s is one word, and so is what it gives', (_, command) =>
      bench(async ({ run }) => {
        const ended = await run({ parameters: { command, vars: { c: 'echo a b' } } });
        resultOf(ended);
        expect(containerOf(ended).Config.Cmd).toEqual(['sh', '-c', 'echo a b']);
        expect(ended.log).toBe('a b\n');
      }),
    );

    it('case 15: quotes inside a tag stay', () =>
      bench(async ({ run }) => {
        const ended = await run({ parameters: { command: 'echo {{ vars["c"] }}', vars: { c: 'a  b' } } });
        resultOf(ended);
        expect(containerOf(ended).Config.Cmd).toEqual(['echo', 'a  b']);
      }));

    it('case 16: a quotation that is not closed is refused before the engine is called', () =>
      bench(async ({ run, engine }) => {
        expect(failureOf(await run({ parameters: { command: 'sh -c "oops' } }))).toEqual({
          error: 'Bad command or args: No closing quotation',
          error_data: null,
        });
        expect(engine.requests).toEqual([]);
      }));

    it('case 17: a member of what is undefined fails the job before the engine is called', () =>
      bench(async ({ run, engine }) => {
        const ended = await run({ parameters: { args: ['{{ vars.nope.x }}'] } });
        expect(failureOf(ended)).toEqual({
          error: expect.stringMatching(/^Bad command or args: /) as string,
          error_data: null,
        });
        expect(engine.requests).toEqual([]);
      }));

    it('case 18: what is undefined is an empty argument', () =>
      bench(async ({ run }) => {
        const ended = await run({ parameters: { command: shown, args: ['{{ vars.nope }}', 'z'] } });
        resultOf(ended);
        expect(ended.log).toBe('[]\n[z]\n');
      }));

    it.each([[false], ['false']])('cases 19, 20: with jinja %j nothing is rendered, and env stays', (jinja) =>
      bench(async ({ run }) => {
        const ended = await run({ parameters: { jinja, command: 'echo {{x}}', env: { A: '{{y}}' } } });
        resultOf(ended);
        expect(containerOf(ended).Config.Cmd).toEqual(['echo', '{{x}}']);
        expect(environmentOf(ended)).toMatchObject({ A: '{{y}}' });
        expect(ended.log).toBe('{{x}}\n');
      }),
    );

    it('case 82: dispatched globals update those of the job, and dispatched vars replace them', () =>
      bench(async ({ run }) => {
        const ended = await run(
          {
            globals: { g: 1, h: 3 },
            parameters: {
              command: shown,
              args: ['{{globals.g}}', '{{globals.h}}', '{{vars.a}}', '{{vars.b}}'],
              vars: { a: 0, b: 1 },
            },
          },
          { dispatch: { globals: { g: 2 }, parameters: { vars: { a: 1 } } } },
        );
        resultOf(ended);
        expect(ended.log).toBe('[2]\n[3]\n[1]\n[]\n');
      }));

    it('case 91: a command of blanks is none, and its arguments are ignored', () =>
      bench(async (made) => {
        const ended = await made.run({ parameters: { command: '   ', args: ['a'] } });
        resultOf(ended);
        expect(ended.log).toBe('own command\n');
        expect(JSON.parse(createRequests(made)[0]?.body() ?? '')).not.toHaveProperty('Cmd');
      }));

    it('case 92: arguments given as one text are refused before the engine is called', () =>
      bench(async ({ run, engine }) => {
        const ended = await run({ parameters: { args: 'abc' } });
        expect(failureOf(ended)).toEqual({
          error: 'Bad job parameters: args must be a list',
          error_data: null,
        });
        expect(errorOf(ended)._tag).toBe('BadJobError');
        expect(engine.requests).toEqual([]);
      }));

    it('case 95: the ENTRYPOINT of the image stays, and the command is its arguments', () =>
      bench(async ({ run }) => {
        const ended = await run({ payload: 'entry:1', parameters: { command: 'x y' } });
        resultOf(ended);
        expect(ended.log).toBe('/e x y\n');
        expect(containerOf(ended)).toMatchObject({
          Path: '/e',
          Args: ['x', 'y'],
          Config: { Entrypoint: ['/e'], Cmd: ['x', 'y'] },
        });
      }));
  },
);
