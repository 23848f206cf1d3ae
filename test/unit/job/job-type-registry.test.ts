import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { anyMap } from '../../../src/job/decode/containers.js';
import { makeJobTypeRegistry } from '../../../src/job/job-type-registry.js';
import type { JobType } from '../../../src/job/job-type.js';

const jobType = (type: string): JobType => ({
  type,
  apiVersion: 1,
  parameters: anyMap,
  run: () => TE.right({ exit_status: 0 }),
});

describe('makeJobTypeRegistry', () => {
  it('finds job types by their exact names', () => {
    const docker = jobType('docker');
    const registry = makeJobTypeRegistry([docker, jobType('cmd')]);
    expect([registry.find('docker'), registry.find('Docker'), registry.types]).toEqual([
      docker,
      undefined,
      ['cmd', 'docker'],
    ]);
  });

  it('cannot be changed', () => {
    const registry = makeJobTypeRegistry([jobType('cmd')]);
    expect([Object.isFrozen(registry), Object.isFrozen(registry.types)]).toEqual([true, true]);
  });

  it('refuses a job type that is there twice', () => {
    expect(() => makeJobTypeRegistry([jobType('cmd'), jobType('cmd')])).toThrow(
      'Job type "cmd" is registered twice: leave one of the two out, or give it another name.',
    );
  });

  it.each(['', 'Cmd', '1st', 'my type', 'a.b'])('refuses the name %j and says what is allowed', (name) => {
    expect(() => makeJobTypeRegistry([jobType(name)])).toThrow('use lower-case letters, digits, - and _');
  });

  it('refuses a job type that was made for another version of the interface', () => {
    const newer = { ...jobType('cmd'), apiVersion: 2 } as unknown as JobType;
    expect(() => makeJobTypeRegistry([newer])).toThrow(
      'made for version 2 of the JobType interface; this package has version 1: use a matching release',
    );
  });

  it.each([
    ['run', 'has no method "run": add it, or make the job type with defineJobType.'],
    ['parameters', 'has no "parameters" with a method "decode": add a decoder of io-ts'],
    ['apiVersion', 'has no "apiVersion" that is a number: set it to 1, or use defineJobType.'],
  ])('refuses a job type without %s and says what to add', (member, message) => {
    const incomplete = { ...jobType('cmd'), [member]: undefined };
    expect(() => makeJobTypeRegistry([incomplete])).toThrow(`Job type "cmd" ${message}`);
  });

  it('refuses a check that cannot be called', () => {
    const odd = { ...jobType('cmd'), check: true } as unknown as JobType;
    expect(() => makeJobTypeRegistry([odd])).toThrow('a "check" that is not a method: make it one, or leave');
  });

  it.each([
    [undefined, 'undefined: give a job type, or leave the entry out.'],
    ['cmd', 'cmd: give a job type, or leave the entry out.'],
    [() => jobType('cmd'), 'a function or a class: give the job type that it makes'],
    [Promise.resolve(jobType('cmd')), 'a Promise: await it, and give the job type.'],
  ])('refuses %s in the place of a job type, and says where it is', (entry, message) => {
    const list = [jobType('docker'), entry] as readonly JobType[];
    expect(() => makeJobTypeRegistry(list)).toThrow(`Entry 2 of the list of job types is ${message}`);
  });

  it('refuses what is no list', () => {
    const one = jobType('cmd') as unknown as readonly JobType[];
    expect(() => makeJobTypeRegistry(one)).toThrow('Not a list of job types: write [ and ] around');
  });

  it.each([1n, Symbol('s'), null])('refuses the name %s, which is no text', (name) => {
    const odd = { ...jobType('cmd'), type: name } as unknown as JobType;
    expect(() => makeJobTypeRegistry([odd])).toThrow(/^Job type name \S+ is not allowed: use lower-case/);
  });
});
