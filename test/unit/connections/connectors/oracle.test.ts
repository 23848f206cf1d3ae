import { describe, expect, it } from 'vitest';

import {
  type ConnectorSetup,
  contentOf,
  describeWell,
  failureOf,
  shells,
  showArguments,
  withConnection,
} from '../../../support/connector-bench.js';

const secrets = { '/p': "a'b@c/d$e&f;g h", '/quote': 'a"b', '/line': 'a\nb' };
const connection = (fields: object = {}): ConnectorSetup => ({
  record: {
    type: 'oracle',
    host: 'db.test',
    port: 1521,
    user: 'scott',
    password: '/p',
    sid: 'ORCL',
    ...fields,
  },
  secrets,
});
const descriptor = (data: string): string =>
  `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.test)(PORT=1521))(CONNECT_DATA=${data}))`;
const logon = `scott/"a'b@c/d$e&f;g h"@${descriptor('(SID=ORCL)')}`;

/** Stands in for SQL*Plus, which needs a licence: shows its arguments, the edition and what it is told on stdin. */
const sqlplus = `${showArguments}
printf 'edition=%s\\n' "\${ORA_EDITION-none}"
cat
exit 7`;

describe('a connection to Oracle', () => {
  it('tells SQL*Plus user, password and database on stdin, before what the job says', () =>
    withConnection({ ...connection(), programs: { sqlplus } }, async ({ run, described }) => {
      for (const shell of shells)
        expect(await run({ input: 'select 1 from dual;\nexit\n' }, shell)).toEqual({
          status: 7,
          stderr: '',
          stdout: `[-NOLOGINTIME]\n[-L]\n[-S]\nedition=none\n${logon}\nselect 1 from dual;\nexit\n`,
        });
      expect(JSON.stringify(described)).not.toContain("a'b@c");
    }));

  it.each([
    [['@script.sql'], [], '', '@script.sql'],
    [['@my script', 'a b', 'c', ''], [], '', '@"my script" "a b" c ""'],
    [['@s', 'say "x"', '@at'], [], '', `@s 'say "x"' "@at"`],
    [['-M', 'CSV ON', '@s', '1'], ['[-M]', '[CSV ON]'], '', '@s 1'],
    [['AS', 'SYSDBA', '@s'], [], ' AS SYSDBA', '@s'],
    [['as', 'sysdba'], [], ' AS sysdba', undefined],
  ])('with the arguments %j it gives them where they belong', (args, options, role, start) =>
    withConnection({ ...connection(), programs: { sqlplus } }, async ({ run }) => {
      for (const shell of shells)
        expect((await run({ args, input: 'exit\n' }, shell)).stdout).toBe(
          [
            ...['[-NOLOGINTIME]', '[-L]', '[-S]', ...options],
            'edition=none',
            `${logon}${role}`,
            ...(start === undefined ? [] : [start]),
            'exit',
            '',
          ].join('\n'),
        );
    }),
  );

  it.each([
    [{ sid: 'S' }, '(SID=S)'],
    [{ sid: undefined, database: 'D' }, '(SID=D)'],
    [{ sid: 'S', database: 'D' }, '(SID=S)'],
    [{ sid: undefined, service_name: 's.test' }, '(SERVICE_NAME=s.test)'],
    [{ sid: 'S', service_name: 's.test' }, '(SID=S)(SERVICE_NAME=s.test)'],
  ])('connects with %j to %s', async (fields, data) => {
    expect(contentOf(await describeWell(connection(fields)), 'logon')).toMatch(descriptor(data));
    expect(contentOf(await describeWell(connection(fields)), 'logon').endsWith(`@${descriptor(data)}`)).toBe(
      true,
    );
  });

  it.each([
    ['scott', 'scott/'],
    ['proxy[scott]', 'proxy[scott]/'],
    ["o'brien", `"o'brien"/`],
    ['a b', '"a b"/'],
  ])('writes the user %j so that its case counts only where it must', async (user, written) => {
    expect(contentOf(await describeWell(connection({ user })), 'logon').startsWith(written)).toBe(true);
  });

  it('asks for the edition of the record', () =>
    withConnection({ ...connection({ edition: "e'2" }), programs: { sqlplus } }, async ({ run }) => {
      expect((await run()).stdout).toContain("edition=e'2\n");
    }));

  it.each([
    [{ sid: undefined }, 'service_name or sid must be specified'],
    [
      { sid: undefined, user: 'a"b', host: 'a)b' },
      'service_name or sid must be specified; host holds characters that a connect descriptor cannot; user holds a double quote, which Oracle does not allow',
    ],
    [{ sid: 'a)(b' }, 'sid holds characters that a connect descriptor cannot'],
    [{ host: 'a=b' }, 'host holds characters that a connect descriptor cannot'],
    [{ user: 'a"b' }, 'user holds a double quote, which Oracle does not allow'],
    [
      { password: '/quote' },
      'the password holds a double quote, a line break or a NUL, which Oracle does not allow',
    ],
    [
      { password: '/line' },
      'the password holds a double quote, a line break or a NUL, which Oracle does not allow',
    ],
    [{ password: undefined }, 'Password must be specified'],
    [{ type: 'oracle-rds', password: undefined }, 'Password must be specified'],
    [{ edition: 'a\nb' }, 'edition must be text on one line'],
  ])('refuses the record %j', async (fields, message) => {
    expect((await failureOf(connection(fields))).message.split('\n')[0]).toBe(`Connection c1: ${message}`);
  });
});
