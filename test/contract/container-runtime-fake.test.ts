import { describeContainerRuntimeContract } from '../../src/testing/index.js';
import { fakeRuntimeSetup } from './fake-runtime-subject.js';
import { vitestRunner } from './vitest-runner.js';

describeContainerRuntimeContract(vitestRunner, fakeRuntimeSetup());
