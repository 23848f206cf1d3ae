import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { optionFile } from '../../../../src/connections/sql/option-file.js';
import { pgpass } from '../../../../src/connections/sql/pgpass.js';
import { Secret } from '../../../../src/job/secret.js';

const line = (host: string, user: string, password: string) =>
  pgpass({
    connectionId: 'c1',
    type: 'postgres',
    host,
    port: 5432,
    record: { database: 'd' },
    login: { user, password: new Secret(password) },
  });

/** Reads a line as libpq does: a backslash takes its meaning from what follows it. */
const fieldsOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/((?:\\.|[^:\\\n])+)[:\n]/gsu), ([, field = '']) =>
    field.replace(/\\(.)/gsu, '$1'),
  );

describe('a password file of libpq', () => {
  it('gives back host, user and password, whatever is in them', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', ':', '\\', ' ', "'", 'é'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(field, field, field, (host, user, password) => {
        expect(fieldsOf(line(host, user, password)?.reveal() ?? '')).toEqual([
          host,
          '5432',
          'd',
          user,
          password,
        ]);
      }),
    );
  });

  it.each(['x'.repeat(99), 'é'.repeat(50), 'a\nb', 'a\r'])('is not for %j', (password) => {
    expect(line('h', 'u', password)).toBeUndefined();
  });

  it('is not for what would be in a line of more than 318 bytes, of which old clients make two', () => {
    const host = 'h'.repeat(318 - ':5432:d:u:p'.length);
    expect(line(host, 'u', 'p')).toBeDefined();
    expect(line(`${host}h`, 'u', 'p')).toBeUndefined();
    expect(line('h', 'u'.repeat(200), ':'.repeat(80))).toBeUndefined();
  });

  it('is for a password of 98 characters', () => {
    expect(line('h', 'u', 'x'.repeat(98))?.reveal()).toBe(`h:5432:d:u:${'x'.repeat(98)}\n`);
  });
});

/** Reads a value as the clients do. */
const valueOf = (text: string): string => {
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', s: ' ' };
  return text.slice(1, -1).replace(/\\(.)/gsu, (_, letter: string) => letters[letter] ?? letter);
};

describe("an option file of MySQL's and MariaDB's clients", () => {
  it('gives back each value, whatever is in it, on one line', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', "'", '\\', '#', ' ', '\n', '\r', '\t', '\b', 'é'),
    });
    fc.assert(
      fc.property(text, text, (user, password) => {
        const content = optionFile({ user, password });
        const lines = content instanceof Secret ? content.reveal().split('\n') : [];
        expect(lines).toHaveLength(4);
        expect(valueOf((lines[1] ?? '').slice('user='.length))).toBe(user);
        expect(valueOf((lines[2] ?? '').slice('password='.length))).toBe(password);
      }),
    );
  });

  it('shows nothing when it is printed', () => {
    expect(JSON.stringify(optionFile({ password: 'hidden' }))).not.toContain('hidden');
  });
});
