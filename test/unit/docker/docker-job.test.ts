import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { decodeDockerJob } from '../../../src/docker/docker-job.js';
import type { JobContext } from '../../../src/job/job-context.js';
import type { Job } from '../../../src/job/job.js';
import { makeTestContext, makeTestJob, makeTestRealm } from '../../../src/testing/index.js';

const context = (overrides: Partial<JobContext> = {}): JobContext =>
  makeTestContext({
    temporaryDirectory: '/tmp/none',
    realm: makeTestRealm({ docker: 'dk' }),
    ...overrides,
  } as never);

const decode = (job: Partial<Job>, at = context()) => decodeDockerJob(makeTestJob(job), at);
const lines = (job: Partial<Job>): readonly string[] => {
  const decoded = decode(job);
  return E.isLeft(decoded) ? decoded.left.message.split('\n') : [];
};
const timeoutOf = (job: Partial<Job>, at = context()): number | undefined => {
  const decoded = decode(job, at);
  return E.isRight(decoded) ? decoded.right.timeoutMs : undefined;
};

describe('decodeDockerJob', () => {
  it('takes null for absent everywhere', () => {
    const nothing = Object.fromEntries(
      ['args', 'command', 'connections', 'docker', 'env', 'host_config', 'jinja', 'timeout', 'vars'].map(
        (name) => [name, null],
      ),
    );
    expect(decode({ parameters: nothing })).toEqual(decode({ parameters: {} }));
    expect(decode({ parameters: nothing })).toMatchObject({
      right: {
        command: undefined,
        jinja: true,
        timeoutMs: 600_000,
        connectionId: 'dk',
        environment: {},
        vars: {},
      },
    });
  });

  it.each([
    [{ foo: 1, bar: 2 }, 'Bad job parameters: Unexpected keys: bar, foo'],
    [{ args: 'abc', command: 'x' }, 'Bad job parameters: args must be a list'],
    [{ command: 5 }, 'Bad job parameters: command must be text'],
    [{ command: 'sh -c "oops' }, 'Bad command or args: No closing quotation'],
    [{ vars: [1] }, 'vars must be a map/dict'],
    [{ connections: [] }, 'connections parameter must be a map'],
    [{ connections: 'pg' }, 'connections parameter must be a map'],
    [{ connections: { 'a-b': 'c' } }, 'Bad connection label: a-b'],
    [{ connections: { é: 'c' } }, 'Bad connection label: é'],
    [{ connections: { x: 'c', X: 'd' } }, 'Bad connection label: X: differs from x in case only'],
    [{ connections: { x: 5 } }, 'Bad connection label: x: needs a connection id'],
    [{ env: [] }, 'Bad job parameters: env must be a map'],
    [{ env: { A: { b: 1 } } }, 'Bad environment variable: A: must be text, a number or a boolean'],
    [
      { env: { 'A=B': 'x' } },
      'Bad environment variable: A=B: the name must not be empty and must hold neither = nor NUL',
    ],
    [{ env: { A: 'x\0y' } }, 'Bad environment variable: A: must not hold a NUL character'],
    [{ jinja: 'maybe' }, 'Bad job parameters: jinja must be true or false'],
    [{ host_config: { privileged: true } }, 'Bad host_config parameters: Unexpected keys: privileged'],
    [{ timeout: '1h30m' }, 'Bad job parameters: timeout: Invalid duration: 1h30m'],
    [{ timeout: '' }, 'Bad job parameters: timeout: Invalid duration: '],
    [{ timeout: [] }, 'Bad job parameters: timeout: Invalid duration type: a list'],
  ])('refuses the parameters %j', (parameters, message) => {
    expect(lines({ parameters })[0]).toBe(message);
  });

  it.each(['0', 0, '-1', -1, '0s', NaN, Infinity])('refuses the timeout %s', (timeout) => {
    expect(lines({ parameters: { timeout } })[0]).toMatch(/^Bad job parameters: timeout: Invalid duration/);
  });

  it.each([
    [1.5, 1500],
    ['1.5m', 90_000],
    [' 2 s ', 2000],
    [2n, 2000],
    ['1h', 3_600_000],
  ])('reads the timeout %s', (timeout, expected) => {
    expect(timeoutOf({ parameters: { timeout } })).toBe(expected);
  });

  it('takes the default timeout from the environment, then from the realm, then from the documentation', () => {
    const realm = makeTestRealm({ docker: 'dk', config: { docker_timeout: '5m' } });
    expect(timeoutOf({}, context({ realm, environment: { LAVA_DOCKER_TIMEOUT: '1s' } }))).toBe(1000);
    expect(timeoutOf({}, context({ realm }))).toBe(300_000);
    expect(timeoutOf({})).toBe(600_000);
  });

  it('refuses a bad default timeout and says where it is', () => {
    const decoded = decode({}, context({ environment: { LAVA_DOCKER_TIMEOUT: 'soon' } }));
    expect(E.isLeft(decoded) && decoded.left.details.problems[0]?.path).toBe('config.DOCKER_TIMEOUT');
  });

  it('says that a docker connection is missing', () => {
    const decoded = decode({ parameters: { docker: '' } }, context({ realm: makeTestRealm() }));
    expect(E.isLeft(decoded) && decoded.left.message.split('\n')[0]).toBe(
      'docker connection ID must be specified at the job or realm level.',
    );
  });

  it.each(['', ':x', 'a:', 'a b', null, [], 5, 'A/B'])('refuses the payload %j', (payload) => {
    expect(lines({ payload })[0]).toMatch(/^Bad payload: /);
  });

  it('reports every problem at once, in the order in which lava looks', () => {
    const found = lines({
      payload: 'A/B',
      parameters: { zip: 1, vars: 5, timeout: 'x', env: { A: [] }, command: "'", connections: 5, docker: 7 },
    });
    expect(found[0]).toBe('Bad job parameters: Unexpected keys: zip');
    expect(found.slice(1).map((line) => line.trim().split(':')[0])).toEqual([
      'parameters',
      'payload',
      'parameters.timeout',
      'parameters.vars',
      'parameters.command',
      'parameters.env.A',
      'parameters.connections',
      'parameters.docker',
    ]);
  });

  it('never prints a value of the environment', () => {
    const found = lines({ parameters: { env: { TOKEN: 'hunter2\0' } } }).join('\n');
    expect(found).not.toContain('hunter2');
    expect(found).toContain('found text');
  });
});
