import { iterate, tryIterate } from '../objects/iterate.js';
import { typeError, valueError } from '../objects/py-error.js';
import { PyDict } from '../objects/py-dict.js';
import type { Args, Kwargs, PyValue } from '../objects/py-value.js';
import type { Runtime } from '../objects/runtime.js';

/** What `dict(...)` and `dict.update(...)` take: a mapping or pairs, and keywords. */
export function updateDict(rt: Runtime, name: string, dict: PyDict, args: Args, kwargs: Kwargs): void {
  const [source] = args;
  if (args.length > 1) throw typeError(`${name} expected at most 1 argument, got ${args.length}`);
  if (source !== undefined) addItems(rt, dict, source);
  for (const [key, value] of kwargs ?? []) dict.setText(key, value);
}

function addItems(rt: Runtime, dict: PyDict, source: PyValue): void {
  if (source instanceof PyDict) {
    rt.step(source.size);
    for (const { key, value } of [...source.entries.values()]) dict.set(rt, key, value);
    return;
  }
  let at = 0;
  for (const item of iterate(rt, source)) {
    rt.step();
    const pair = tryIterate(rt, item);
    if (pair === undefined) {
      throw typeError(`cannot convert dictionary update sequence element #${at} to a sequence`);
    }
    const [key, value, ...rest] = pair;
    if (key === undefined || value === undefined || rest.length > 0) {
      const length = [...pair].length;
      throw valueError(`dictionary update sequence element #${at} has length ${length}; 2 is required`);
    }
    dict.set(rt, key, value);
    at += 1;
  }
}
