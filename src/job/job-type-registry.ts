import type { JobType } from './job-type.js';

/** The job types of a host, by name. It cannot be changed once it is made. @public */
export interface JobTypeRegistry {
  /** The job type of that exact name, if there is one. */
  readonly find: (type: string) => JobType | undefined;
  /** Every registered name, sorted. */
  readonly types: readonly string[];
}

const typeName = /^[a-z][a-z0-9_-]*$/;

/**
 * Makes a registry. Nothing registers itself: what is in the list is all there is.
 * @throws TypeError when a job type is badly named, made for another version of the interface, incomplete, or there
 * twice; the message says what to change. It is a fault of the host's program, found at its start.
 * @public
 */
export const makeJobTypeRegistry = (jobTypes: readonly JobType[]): JobTypeRegistry => {
  const byName = new Map<string, JobType>();
  for (const jobType of jobTypes) {
    checkJobType(jobType);
    if (byName.has(jobType.type))
      throw new TypeError(`Job type "${jobType.type}" is registered twice: leave one of the two out.`);
    byName.set(jobType.type, jobType);
  }
  return Object.freeze({
    find: (type: string) => byName.get(type),
    types: Object.freeze([...byName.keys()].sort()),
  });
};

const checkJobType = (jobType: JobType): void => {
  const { type, apiVersion } = jobType;
  if (typeof type !== 'string' || !typeName.test(type))
    throw new TypeError(
      `Job type name ${JSON.stringify(type)} is not allowed: use lower-case letters, digits, - and _, beginning with a letter.`,
    );
  // A job type built against another version of this package can carry any number, whatever the types say.
  if ((apiVersion as number) !== 1)
    throw new TypeError(
      `Job type "${type}" is made for version ${String(apiVersion)} of the JobType interface; this package has version 1: use a matching release of the job type.`,
    );
  const missing = missingMember(jobType);
  if (missing !== undefined)
    throw new TypeError(
      `Job type "${type}" has no ${missing}: add it, or make the job type with defineJobType.`,
    );
};

/** What a job type that is written in JavaScript may lack. */
const missingMember = ({ run, parameters }: Partial<JobType>): string | undefined => {
  if (typeof run !== 'function') return 'method "run"';
  return typeof parameters?.decode === 'function' ? undefined : '"parameters" with a method "decode"';
};
