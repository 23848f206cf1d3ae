import { describeContainerRuntimeContract } from '../../src/testing/index.js';
import { abortFaults } from './container-runtime-faults/abort-faults.js';
import { connectionFaults } from './container-runtime-faults/connection-faults.js';
import { fileFaults } from './container-runtime-faults/file-faults.js';
import { imageFaults } from './container-runtime-faults/image-faults.js';
import { lifeFaults } from './container-runtime-faults/life-faults.js';
import { outputFaults } from './container-runtime-faults/output-faults.js';
import { settingsFaults } from './container-runtime-faults/settings-faults.js';
import { fakeRuntimeSetup, fakeRuntimeSubject } from './fake-runtime-subject.js';
import { findsFaults } from './finds-faults.js';

findsFaults(
  'describeContainerRuntimeContract',
  describeContainerRuntimeContract,
  fakeRuntimeSubject,
  {
    ...abortFaults,
    ...connectionFaults,
    ...fileFaults,
    ...imageFaults,
    ...lifeFaults,
    ...outputFaults,
    ...settingsFaults,
  },
  {},
  fakeRuntimeSetup,
);
