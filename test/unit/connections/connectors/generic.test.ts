import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { scalarText } from '../../../../src/connections/connectors/scalar-text.js';
import {
  contentOf,
  describeWell,
  failureOf,
  shells,
  withConnection,
} from '../../../support/connector-bench.js';

/** A number as DynamoDB's client wraps it. */
class NumberValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
const decimal = (text: string): unknown => new NumberValue(text);

const connection = (attributes: unknown) => ({
  record: { type: 'generic', attributes },
  secrets: { '/p': 'from ssm' },
});

describe('a connection of type generic', () => {
  it('case 68: prints each attribute without a line end', () =>
    withConnection(
      connection({
        a: 's',
        b: { value: 30 },
        c: { type: 'ssm', parameter: '/p' },
        t: true,
        'a-b_2': ' x\n\n',
      }),
      async ({ run }) => {
        for (const shell of shells) {
          const print = (name: string) => run({ args: [name] }, shell);
          expect(await print('a')).toEqual({ status: 0, stdout: 's', stderr: '' });
          expect(await print('b')).toMatchObject({ stdout: '30' });
          expect(await print('c')).toMatchObject({ stdout: 'from ssm' });
          expect(await print('t')).toMatchObject({ stdout: 'True' });
          expect(await print('a-b_2')).toMatchObject({ stdout: ' x\n\n' });
        }
      },
    ));

  it.each(['nope', '../values/a', 'values/a', '*', '', 'a|b', 'a\nb', '[ab]', '-n'])(
    'case 68: knows no attribute %j, and reads nothing for it',
    (name) =>
      withConnection(connection({ a: 's', b: 't' }), async ({ run }) => {
        for (const shell of shells)
          expect(await run({ args: [name] }, shell)).toEqual({
            status: 1,
            stdout: '',
            stderr: `${name}: No such parameter\n`,
          });
      }),
  );

  it.each([[[]], [['a', 'b']]])('case 68: says how it is used when its arguments are %j', (args) =>
    withConnection(connection({ a: 's' }), async ({ run }) => {
      expect(await run({ args })).toEqual({
        status: 1,
        stdout: '',
        stderr: 'Usage: get-attr-value attribute\n',
      });
    }),
  );

  it('has no attributes when there are none', () =>
    withConnection(connection({}), async ({ run }) => {
      expect(await run({ args: ['a'] })).toMatchObject({ status: 1 });
    }));

  it.each([
    ['text', 'text'],
    [true, 'True'],
    [false, 'False'],
    [null, 'None'],
    [30, '30'],
    [1.5, '1.5'],
    [7n, '7'],
    [decimal('30'), '30'],
    [decimal('30.0'), '30'],
    [decimal('1.50'), '1.5'],
    [decimal('1E3'), '1000'],
    [decimal('1E-7'), '1e-07'],
    [decimal('-12.500E1'), '-125'],
    [decimal('-0.0'), '0'],
    [decimal('123456789012345678901234567890'), '123456789012345678901234567890'],
    [{ value: decimal('1.50') }, '1.50'],
    [{ type: 'local', value: decimal('30') }, '30'],
    [{ type: 'local', value: null }, 'None'],
    [{ value: '' }, ''],
    [{ value: ['a', 1] }, "['a', 1]"],
  ])('gives %o the text that Python gives it', async (value, text) => {
    expect(contentOf(await describeWell(connection({ v: value })), 'values/v')).toBe(text);
  });

  it('case 69: refuses what is no attribute, each with its own message', async () => {
    const failure = await failureOf(
      connection({
        '1x': 'a',
        list: ['secret'],
        'a.b': 1,
        none: { type: 'local' },
        ssm: { type: 'ssm' },
        odd: { type: 'file', value: 'secret' },
      }),
    );
    expect(failure.message).toContain('Connection c1: Bad attribute name: 1x\n');
    expect(failure.details.problems?.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'attributes.1x: Bad attribute name: 1x',
      'attributes.list: Unsupported attribute type for list: a list',
      'attributes["a.b"]: Bad attribute name: a.b',
      'attributes.none: value must be specified for attributes of type "local"',
      'attributes.ssm: parameter must be specified for attributes of type "ssm"',
      'attributes.odd: Unknown attribute type: file',
    ]);
    expect(failure.message).not.toContain('secret');
  });

  it.each([
    [{ attributes: ['a'] }, 'attributes field must be a dict'],
    [{}, 'Missing keys: attributes'],
    [{ attributes: {}, colour: 1, 'X-OK': 2 }, 'Unexpected keys: colour'],
  ])('refuses the record %j', async (fields, message) => {
    const failure = await failureOf({ record: { type: 'generic', ...fields } });
    expect(failure.message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });

  it('names the attribute whose secret does not exist', async () => {
    expect((await failureOf(connection({ c: { type: 'ssm', parameter: '/none' } }))).message).toBe(
      'Connection c1: attributes.c names the secret /none, which does not exist',
    );
  });

  it('shows no value when it is printed', async () => {
    const { description } = await describeWell(
      connection({ a: 'plain', c: { type: 'ssm', parameter: '/p' } }),
    );
    expect(JSON.stringify(description)).not.toMatch(/plain|from ssm/);
  });

  it('writes any text as it is', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (value) => {
        expect(contentOf(await describeWell(connection({ v: value })), 'values/v')).toBe(value);
      }),
      { numRuns: 50 },
    ));

  it('gives whole numbers of any size and form all their digits', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(20), (whole, zeros) => {
        expect(scalarText(decimal(`${whole}.${'0'.repeat(zeros)}`))).toBe(String(whole));
        expect(scalarText(decimal(`${whole}E${zeros}`))).toBe(String(whole * 10n ** BigInt(zeros)));
      }),
    );
  });
});
