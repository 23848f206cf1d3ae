import type { Host, Runtime } from '../../../src/jinja/objects/runtime.js';
import { callValue } from '../../../src/jinja/objects/call.js';
import { getAttribute } from '../../../src/jinja/objects/get-attribute.js';

/** A runtime without limits, for library code on its own. */
export function testRuntime(host: Partial<Host> = {}): Runtime {
  const memo = new Map<object, unknown>();
  const remember = <T>(key: object, make: () => T): T => {
    if (!memo.has(key)) memo.set(key, make());
    return memo.get(key) as T;
  };
  const rt: Runtime = {
    host: {
      nowMicros: () => 1_709_209_800_000_000,
      timeZone: 'Australia/Sydney',
      zoneinfoPath: '/usr/share/zoneinfo',
      random: () => 0.5,
      fileAccess: 'none',
      workingFolder: '/',
      homeFolder: undefined,
      ...host,
    },
    step: () => undefined,
    reserve: () => undefined,
    nested: (action) => action(),
    call: (callee, args, kwargs) => callValue(rt, callee, args, kwargs),
    getAttribute: (value, name) => getAttribute(rt, value, name),
    identityOf: () => 1,
    memo: remember,
    shared: remember,
  };
  return rt;
}
