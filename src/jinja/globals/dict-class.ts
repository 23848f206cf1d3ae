import { dictMethods } from '../methods/dict-methods.js';
import { updateDict } from '../methods/update-dict.js';
import { dictType, PyDict } from '../objects/py-dict.js';
import { makeType, type PyType } from '../objects/py-type.js';

/** Python's `dict` as templates call it. */
export const dictClass: PyType = makeType<PyDict>({
  name: 'dict',
  base: dictType,
  attributes: dictMethods,
  construct: (rt, _cls, args, kwargs) => {
    const dict = new PyDict();
    updateDict(rt, 'dict', dict, args, kwargs);
    return dict;
  },
});
