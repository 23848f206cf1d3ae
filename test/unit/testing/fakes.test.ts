import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../src/job/secret.js';
import {
  makeFakeRegistryCredentials,
  makeFakeTemplateRenderer,
  makeInMemoryConnectionStore,
  makeInMemorySecretStore,
  makeInMemoryStateLookup,
  makeTestJob,
  makeTestRealm,
} from '../../../src/testing/index.js';

const calm = { signal: new AbortController().signal };
const aborted = { signal: AbortSignal.abort() };

const right = async <A>(task: TE.TaskEither<Error, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

const tagOf = async (task: TE.TaskEither<{ readonly _tag: string }, unknown>): Promise<string> => {
  const result = await task();
  return E.isLeft(result) ? result.left._tag : 'right';
};

const moment = { epochMs: 0, zone: 'utc' as const };
const variables = {
  job: makeTestJob(),
  realm: makeTestRealm(),
  globals: {},
  state: {},
  start: moment,
  ustart: moment,
};

describe('the fakes in memory', () => {
  it('find what they were given and remember what they were asked for', async () => {
    const connections = makeInMemoryConnectionStore({ a: { type: 'git' } });
    connections.set('b', { type: 'psql' });
    const find = (connectionId: string): Promise<O.Option<unknown>> =>
      right(connections.find({ realm: 'test', connectionId }, calm));
    expect([await find('a'), await find('b'), await find('c')]).toEqual([
      O.some({ type: 'git' }),
      O.some({ type: 'psql' }),
      O.none,
    ]);
    expect(connections.lookups.map(({ connectionId }) => connectionId)).toEqual(['a', 'b', 'c']);

    const state = makeInMemoryStateLookup({ x: 1 });
    state.set('y', null);
    const found = await right(state.find({ realm: 'test', stateIds: ['x', 'y', 'z'] }, calm));
    expect([...found]).toEqual([
      ['x', 1],
      ['y', null],
    ]);
    expect(state.lookups).toEqual([{ realm: 'test', stateIds: ['x', 'y', 'z'] }]);

    const secrets = makeInMemorySecretStore({ name: 'text' });
    const secret = await right(secrets.find('name', calm));
    expect(O.isSome(secret) && secret.value.reveal()).toBe('text');
    expect(await right(secrets.find('other', calm))).toEqual(O.none);
    expect(secrets.lookups).toEqual(['name', 'other']);
  });

  it('answer as scripted', async () => {
    const login = { registry: 'registry.test', username: 'u', password: new Secret('p') };
    const credentials = makeFakeRegistryCredentials(() => E.right(login));
    expect(await right(credentials.login({ kind: 'ecr', accounts: ['1'] }, { ...calm, fresh: true }))).toBe(
      login,
    );
    expect(credentials.requests).toEqual([{ accounts: ['1'], fresh: true }]);

    const plain = makeFakeTemplateRenderer();
    expect(await right(plain.render('{{ x }}', variables, calm))).toBe('{{ x }}');
    expect(plain.requests.map(({ template }) => template)).toEqual(['{{ x }}']);
    const failing = makeFakeTemplateRenderer(() => {
      throw new Error('line 1');
    });
    expect(await tagOf(failing.render('x', variables, calm))).toBe('TemplateFailed');
  });

  it('do nothing when the signal is aborted before the call', async () => {
    const connections = makeInMemoryConnectionStore();
    const secrets = makeInMemorySecretStore();
    const state = makeInMemoryStateLookup();
    const tags = await Promise.all([
      tagOf(connections.find({ realm: 'test', connectionId: 'a' }, aborted)),
      tagOf(secrets.find('a', aborted)),
      tagOf(state.find({ realm: 'test', stateIds: [] }, aborted)),
      tagOf(makeFakeTemplateRenderer().render('x', variables, aborted)),
    ]);
    expect(tags).toEqual(['Aborted', 'Aborted', 'Aborted', 'Aborted']);
    expect([connections.lookups, secrets.lookups, state.lookups]).toEqual([[], [], []]);
  });
});
