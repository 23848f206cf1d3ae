import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { ObjectLocation } from 'lava-docker-job';

import { spoilt } from './store-call.js';

const nameRecord = t.intersection([
  t.type({
    location: t.type({ bucket: t.string, key: t.string }),
    size: t.number,
    contentType: t.string,
    digest: t.string,
  }),
  t.partial({ kmsKeyId: t.string }),
]);

/** What is known of an object besides its content. */
export interface NameRecord {
  readonly location: ObjectLocation;
  readonly size: number;
  readonly contentType: string;
  readonly kmsKeyId?: string;
  /** Of its content. */
  readonly digest: string;
}

const namesFolder = (folder: string): string => path.join(folder, 'names');

// Digests, because keys may hold any characters and be longer than the name of a file.
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const bucketFolder = (folder: string, bucket: string): string =>
  path.join(namesFolder(folder), digestOf(bucket));

const fileOf = (folder: string, { bucket, key }: ObjectLocation): string =>
  path.join(bucketFolder(folder, bucket), `${digestOf(key)}.json`);

/** Writes a name, in one step: before it the former one, or none, is there. */
export const writeName = async (folder: string, record: NameRecord): Promise<void> => {
  const file = fileOf(folder, record.location);
  const unfinished = `${file}.${randomUUID()}`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(unfinished, JSON.stringify(record), { flag: 'wx', flush: true });
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
};

/** The name of an object; undefined when there is no such object. */
export const readName = (folder: string, location: ObjectLocation): Promise<NameRecord | undefined> =>
  readNameFile(fileOf(folder, location));

/** The names of a bucket. A bucket that does not exist has none. */
export const readNames = (
  folder: string,
  bucket: string,
  signal: AbortSignal,
): Promise<readonly NameRecord[]> => readNamesIn(bucketFolder(folder, bucket), signal);

/** The names of all buckets. */
export const readAllNames = async (folder: string): Promise<readonly NameRecord[]> => {
  const buckets = await filesIn(namesFolder(folder));
  const names = await Promise.all(buckets.map((bucket) => readNamesIn(bucket)));
  return names.flat();
};

const readNamesIn = async (bucket: string, signal?: AbortSignal): Promise<readonly NameRecord[]> => {
  const names: NameRecord[] = [];
  for (const file of await filesIn(bucket)) {
    signal?.throwIfAborted();
    // Anything else has not been finished.
    const record = file.endsWith('.json') ? await readNameFile(file) : undefined;
    if (record !== undefined) names.push(record);
  }
  return names;
};

/** Removes a name. Removing what is not there succeeds. */
export const removeName = (folder: string, location: ObjectLocation): Promise<void> =>
  rm(fileOf(folder, location), { force: true });

const readNameFile = async (file: string): Promise<NameRecord | undefined> => {
  const text = await orIfMissing(readFile(file, 'utf8'), undefined);
  if (text === undefined) return undefined;
  const record = nameRecord.decode(parseJson(text));
  if (E.isLeft(record)) throw spoilt(file);
  return record.right;
};

/** Undefined where the text is no JSON. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const names = await orIfMissing<readonly string[]>(readdir(folder), []);
  return names.map((name) => path.join(folder, name));
};

const orIfMissing = <A>(reading: Promise<A>, instead: A): Promise<A> =>
  reading.catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return instead;
    throw cause;
  });
