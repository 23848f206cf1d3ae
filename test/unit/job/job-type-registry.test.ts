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
      'Job type "cmd" is registered twice: leave one of the two out.',
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
    ['parameters', 'has no "parameters" with a method "decode"'],
  ])('refuses a job type without %s and says what to add', (member, message) => {
    const incomplete = { ...jobType('cmd'), [member]: undefined };
    expect(() => makeJobTypeRegistry([incomplete])).toThrow(`Job type "cmd" ${message}`);
  });
});
