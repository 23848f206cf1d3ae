import { toIndex } from '../../objects/coerce.js';
import { nativeFunction } from '../../objects/native-function.js';
import { type PyModule, makeModule } from '../../objects/py-module.js';
import { makeTzModule } from '../tz/module.js';
import { easter } from './easter.js';
import { makeParserModule } from './parser-module.js';
import { relativedeltaType } from './relativedelta-type.js';
import { makeRRuleModule } from './rrule-module.js';
import { makeUtilsModule } from './utils.js';
import { weekdayConstants } from './weekday.js';

/** `dateutil` with all its modules. */
export function makeDateutilModule(): PyModule {
  const parser = makeParserModule();
  return makeModule('dateutil', {
    parser,
    relativedelta: makeModule('dateutil.relativedelta', {
      relativedelta: relativedeltaType,
      ...weekdayConstants(),
    }),
    tz: makeTzModule(),
    easter: makeEasterModule(),
    rrule: makeRRuleModule(parser.members.get('parse') ?? null),
    utils: makeUtilsModule(),
  });
}

function makeEasterModule(): PyModule {
  return makeModule('dateutil.easter', {
    easter: nativeFunction('easter(year, method=3)', (_rt, [year, method]) =>
      easter(toIndex(year), method === undefined ? 3 : toIndex(method)),
    ),
    EASTER_JULIAN: 1,
    EASTER_ORTHODOX: 2,
    EASTER_WESTERN: 3,
  });
}
