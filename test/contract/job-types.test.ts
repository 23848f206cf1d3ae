import { describeJobTypeContract } from '../../src/testing/index.js';
import { dockerJobTypeSubject, harnessSetup, modeJobTypeSubject } from './job-type-subjects.js';
import { vitestRunner } from './vitest-runner.js';

describeJobTypeContract(vitestRunner, harnessSetup(dockerJobTypeSubject));
describeJobTypeContract(
  vitestRunner,
  harnessSetup(() => modeJobTypeSubject()),
);
