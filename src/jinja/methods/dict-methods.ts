import { classMethod, method, rawMethod } from '../objects/attribute.js';
import { hashKey } from '../objects/hash-key.js';
import { iterate } from '../objects/iterate.js';
import { repr } from '../objects/print.js';
import { copyDict, PyDict } from '../objects/py-dict.js';
import { keyError } from '../objects/py-error.js';
import { PyTuple } from '../objects/py-tuple.js';
import type { PyValue } from '../objects/py-value.js';
import { DictView } from './dict-view.js';
import { updateDict } from './update-dict.js';

/** Methods of `dict`. */
export const dictMethods = {
  clear: method<PyDict>('clear()', (_rt, self) => {
    self.entries.clear();
    return null;
  }),
  copy: method<PyDict>('copy()', (rt, self) => copyDict(rt, self)),
  fromkeys: classMethod('fromkeys(iterable, value=None, /)', (rt, _cls, [keys, value]) => {
    const dict = new PyDict();
    for (const key of iterate(rt, keys ?? null)) dict.set(rt, key, value ?? null);
    return dict;
  }),
  get: method<PyDict>('get(key, default=None, /)', (rt, self, [key, fallback]) =>
    orElse(self.get(rt, key ?? null), fallback ?? null),
  ),
  items: method<PyDict>('items()', (_rt, self) => new DictView(self, 'items')),
  keys: method<PyDict>('keys()', (_rt, self) => new DictView(self, 'keys')),
  values: method<PyDict>('values()', (_rt, self) => new DictView(self, 'values')),
  pop: method<PyDict>('pop(key, default=None, /)', (rt, self, [key = null, fallback]) => {
    const found = self.entries.has(hashKey(rt, key));
    if (!found && fallback === undefined) throw keyError(repr(rt, key));
    return orElse(self.remove(rt, key), fallback ?? null);
  }),
  popitem: method<PyDict>('popitem()', (rt, self) => {
    const last = [...self.entries.values()].at(-1);
    if (last === undefined) throw keyError("'popitem(): dictionary is empty'");
    self.remove(rt, last.key);
    return new PyTuple([last.key, last.value]);
  }),
  setdefault: method<PyDict>('setdefault(key, default=None, /)', (rt, self, [key = null, value]) => {
    if (!self.entries.has(hashKey(rt, key))) self.set(rt, key, value ?? null);
    return self.get(rt, key) ?? null;
  }),
  update: rawMethod<PyDict>('update', (rt, self, args, kwargs) => {
    updateDict(rt, 'update', self, args, kwargs);
    return null;
  }),
};

function orElse(value: PyValue | undefined, fallback: PyValue): PyValue {
  return value === undefined ? fallback : value;
}
