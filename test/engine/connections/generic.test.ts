import fc from 'fast-check';
import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { errorOf, resultOf } from '../../support/run-results.js';
import { expectNowhere } from '../../support/secret-search.js';

const options = { pullPolicy: 'if-missing' } as const;

const job = (script: string, connections: Readonly<Record<string, string>>, hostConfig: object = {}) => ({
  parameters: {
    command: 'sh -c {{vars.script}}',
    // One stream, so that its lines stay in order.
    vars: { script: `exec 2>&1\n${script}` },
    connections,
    host_config: hostConfig,
  },
});

/** 20 connections of 100 values each; a NUL divides them in the log, so that none of them has one. */
const [groups, size] = [20, 100];
const values = fc
  .sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: groups * size, seed: 20_261_124 })
  .map((value) => value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '?'));

describeCases('connections of type generic', [], ({ bench }) => {
  const connections = {
    c1: {
      type: 'generic',
      enabled: true,
      attributes: { a: 's', b: { value: 30 }, c: { type: 'ssm', parameter: '/p' }, t: true, end: 'x\n' },
    },
  };
  const secrets = { '/p': `p:a\\s's "$HOME"` };

  it('case 68: print their attributes, and nothing else, in an image with busybox only', () =>
    bench({ options, connections, secrets }, async (own) => {
      const ended = await own.run(
        job(
          `for name in a b c t end nope ../values/a; do "$LAVA_CONN_X" $name; echo " $?"; done; "$LAVA_CONN_X"; echo $?`,
          { x: 'c1' },
        ),
      );
      resultOf(ended);
      expect(ended.log).toBe(
        [
          's 0',
          '30 0',
          `${secrets['/p']} 0`,
          'True 0',
          'x',
          ' 0',
          'nope: No such parameter',
          ' 1',
          '../values/a: No such parameter',
          ' 1',
          'Usage: get-attr-value attribute',
          '1',
          '',
        ].join('\n'),
      );
    }));

  it('case 96: work under two labels, from two directories, and show no value to others', () =>
    bench({ options, connections, secrets }, async (own) => {
      const ended = await own.run(
        job(
          `[ "\${LAVA_CONN_X%/*}" != "\${LAVA_CONN_Y%/*}" ] && [ "$("$LAVA_CONN_X" c)" = "$("$LAVA_CONN_Y" c)" ] &&
             cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'`,
          { x: 'c1', y: 'c1' },
        ),
      );
      resultOf(ended);
      expectNowhere(Object.values(secrets), own, ended);
    }));

  it('case 97: work for a container that runs as another user than the worker', () =>
    bench({ options, connections, secrets }, async ({ run }) => {
      const script = `id -u; stat -c '%a %u' "$LAVA_CONN_X" "\${LAVA_CONN_X%/*}/values/c"; "$LAVA_CONN_X" a`;
      const ended = await run(job(script, { x: 'c1' }, { user: '4242' }));
      resultOf(ended);
      expect(ended.log).toBe('4242\n700 4242\n600 4242\ns');
    }));

  it('case 79: are refused before anything is pulled when they are not in order', () =>
    bench(
      { connections: { c1: { type: 'generic', enabled: true, attributes: { '1x': 's' } } } },
      async (own) => {
        expect(errorOf(await own.run(job('true', { x: 'c1' }))).message).toMatch(
          /^Connection c1: Bad attribute name: 1x\n/,
        );
        expect(own.engine.requests).toEqual([]);
      },
    ));

  it('case 68: give 2,000 random values as they are', () => {
    const stored = Object.fromEntries(
      values.map((value, index) => [`/v/${Math.floor(index / size)}/${index % size}`, value]),
    );
    const random = Object.fromEntries(
      Array.from({ length: groups }, (_, group) => [
        `c${group}`,
        {
          type: 'generic',
          enabled: true,
          attributes: Object.fromEntries(
            values
              .slice(group * size, (group + 1) * size)
              .map((value, index) => [
                `a${index}`,
                index % 2 === 0 ? value : { type: 'ssm', parameter: `/v/${group}/${index}` },
              ]),
          ),
        },
      ]),
    );
    return bench({ options, connections: random, secrets: stored }, async ({ run }) => {
      const labels = Object.fromEntries(Object.keys(random).map((id) => [id, id]));
      const script = `for group in $(seq 0 ${groups - 1}); do eval "print=\\$LAVA_CONN_C$group"
          for index in $(seq 0 ${size - 1}); do "$print" a$index || exit; printf '\\0'; done; done`;
      const ended = await run(job(script, labels));
      resultOf(ended);
      expect(ended.log?.split('\0').slice(0, -1)).toEqual(values);
    });
  });
});
