import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { codeBlocks } from './markdown.js';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
  }[];
}

const folder = join('src', 'adapters', 'aws');

/** Commands whose permission has another name. */
const otherActions: Readonly<Record<string, string>> = {
  's3:HeadObject': 's3:GetObject',
  's3:ListObjectsV2': 's3:ListBucket',
  's3:UploadPart': 's3:PutObject',
};

/** Permissions that no command of the adapters asks for by its name. */
const furtherActions = [
  // What lib-storage does.
  's3:PutObject',
  // S3 encrypts with a key of KMS on the worker's behalf.
  'kms:GenerateDataKey',
  // What the signed token is for, with which a container logs in at its database.
  'rds-db:connect',
  // AssumeRole with tags.
  'sts:TagSession',
  // What the engine does with the token.
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
];

/** The permissions for the commands that a file sends. A command belongs to the client that was named last before it. */
const actionsOf = (source: string): readonly string[] => {
  const words = source.matchAll(/import\('@aws-sdk\/client-([\w-]+)'\)|(?:new|instanceof) (\w+)Command\b/g);
  let client = /@aws-sdk\/client-([\w-]+)/.exec(source)?.[1] ?? '';
  const actions: string[] = [];
  for (const [, nextClient, command] of words) {
    client = nextClient ?? client;
    const action = `${client.replace('secrets-manager', 'secretsmanager')}:${command ?? ''}`;
    if (command !== undefined) actions.push(otherActions[action] ?? action);
  }
  return actions;
};

const policies = codeBlocks('docs/aws.md')
  .filter(({ note }) => note === 'policy')
  .map(({ code }) => JSON.parse(code) as Policy);

test('the policy in docs/aws.md allows what the AWS adapters do, and nothing else', () => {
  const needed = readdirSync(folder).flatMap((file) => actionsOf(readFileSync(join(folder, file), 'utf8')));
  const allowed = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  // A search that finds nothing would prove nothing.
  expect(needed).toContain('dynamodb:BatchGetItem');
  expect([...new Set(allowed)].sort()).toEqual([...new Set([...needed, ...furtherActions])].sort());
});

test('the policy in docs/aws.md has the form that IAM takes', () => {
  expect(policies).toHaveLength(1);
  for (const { Version, Statement } of policies) {
    expect(Version).toBe('2012-10-17');
    expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length);
    for (const { Sid, Effect, Resource } of Statement) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect(Effect).toBe('Allow');
      for (const resource of [Resource].flat()) expect(resource).toMatch(/^(\*|arn:aws:[a-z0-9-]+:\S*:.+)$/);
    }
  }
});
