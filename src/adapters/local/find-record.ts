import path from 'node:path';

import { invalidData } from './fs-error.js';
import { isPlainMap, type LocalDocument, mapOfDocument, readDocument } from './read-document.js';

/** A kind of record that a folder keeps by id, in one file for all or in one file for each. */
export interface RecordKind {
  /** For messages. */
  readonly noun: 'connection' | 'job';
  /** Name of the file, without its ending, and of the folder. */
  readonly place: 'connections' | 'jobs';
  /** The field that holds the id. */
  readonly idField: 'conn_id' | 'job_id';
}

/**
 * Finds a record by its id: in `<place>.yaml` (or `.yml`, `.json`), a map of records by id, or in `<place>/<id>.yaml`.
 * The files are read afresh. A record without its id gets it.
 * @returns `undefined` when there is none. It rejects with `InvalidData` for a record that stands in both places, is no
 * map, or has another id than it stands under.
 */
export const findRecord = async (
  kind: RecordKind,
  folder: string,
  id: string,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const listed = recordInMap(await readDocument(folder, kind.place, signal), id);
  const single = await recordInFile(kind, folder, id, signal);
  if (listed && single)
    throw invalidData(
      'two-records',
      `${capitalised(kind.noun)} ${id} stands in ${listed.file} and ${single.file}`,
      details(kind, id),
    );
  const found = listed ?? single;
  return found === undefined ? undefined : checkRecord(kind, found, id);
};

const recordInMap = (document: LocalDocument | undefined, id: string): LocalDocument | undefined => {
  if (!document) return undefined;
  const records = mapOfDocument(document);
  const value = Object.hasOwn(records, id) ? records[id] : null;
  // A null is absent, as in a stored record.
  return value === null ? undefined : { file: document.file, value };
};

/** Ids may hold slashes; an id that would lead out of the folder names no file. */
const recordInFile = async (
  { place }: RecordKind,
  folder: string,
  id: string,
  signal: AbortSignal,
): Promise<LocalDocument | undefined> => {
  const isSafe = id.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\\0]/.test(part));
  return isSafe ? await readDocument(folder, path.join(place, id), signal) : undefined;
};

const checkRecord = (
  kind: RecordKind,
  { file, value }: LocalDocument,
  id: string,
): Readonly<Record<string, unknown>> => {
  if (!isPlainMap(value))
    throw invalidData('not-a-map', `File ${file}: ${kind.noun} ${id} must be a map`, {
      file,
      ...details(kind, id),
    });
  if ((value[kind.idField] ?? id) !== id)
    throw invalidData('other-id', `File ${file}: ${kind.noun} ${id} has another ${kind.idField}`, {
      file,
      ...details(kind, id),
    });
  return { ...value, [kind.idField]: id };
};

const details = ({ noun }: RecordKind, id: string): Readonly<Record<string, unknown>> => ({
  [`${noun}Id`]: id,
});

const capitalised = (noun: string): string => `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
