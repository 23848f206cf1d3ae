import { PyDict } from '../objects/py-dict.js';
import type { PyValue } from '../objects/py-value.js';
import { dateType } from './datetime/date-type.js';
import { datetimeType } from './datetime/datetime-type.js';
import { timeType } from './datetime/time-type.js';
import { timedeltaType } from './datetime/timedelta-type.js';
import { makeDateutilModule } from './dateutil/module.js';
import { makePathModule } from './os-path-module.js';
import { makeReModule } from './re/module.js';
import { makeS3Bucket, makeS3Key } from './s3.js';
import { makeUuid4 } from './uuid.js';

/** lava's `utils`: a dict of functions, classes and modules. */
export function makeUtils(): PyDict {
  const dateutil = makeDateutilModule();
  const members: readonly (readonly [string, PyValue | undefined])[] = [
    ['timedelta', timedeltaType],
    ['datetime', datetimeType],
    ['date', dateType],
    ['time', timeType],
    ['dateutil', dateutil],
    ['parsedate', dateutil.members.get('parser')],
    ['path', makePathModule()],
    ['re', makeReModule()],
    ['s3bucket', makeS3Bucket()],
    ['s3key', makeS3Key()],
    ['uuid', makeUuid4()],
  ];
  const utils = new PyDict();
  for (const [name, value] of members) utils.setText(name, value ?? null);
  return utils;
}
