import { checkApiVersion, checkEntries, checkTypeName, type Registered } from './check-registration.js';
import type { JobType } from './job-type.js';

/** The job types of a host, by name. It cannot be changed once it is made. @public */
export interface JobTypeRegistry {
  /** The job type of that exact name, if there is one. */
  readonly find: (type: string) => JobType | undefined;
  /** Every registered name, sorted. */
  readonly types: readonly string[];
}

const registered: Registered = { noun: 'job type', interfaceName: 'JobType', maker: 'defineJobType' };

/**
 * Makes a registry. Nothing registers itself: what is in the list is all there is.
 * @throws TypeError when a job type is badly named, made for another version of the interface, incomplete, or there
 * twice; the message says what to change. It is a fault of the host's program, found at its start.
 * @public
 */
export const makeJobTypeRegistry = (jobTypes: readonly JobType[]): JobTypeRegistry => {
  const byName = new Map<string, JobType>();
  for (const jobType of checkEntries(jobTypes, registered)) {
    checkJobType(jobType);
    if (byName.has(jobType.type))
      throw new TypeError(
        `Job type "${jobType.type}" is registered twice: leave one of the two out, or give it another name.`,
      );
    byName.set(jobType.type, jobType);
  }
  return Object.freeze({
    find: (type: string) => byName.get(type),
    types: Object.freeze([...byName.keys()].sort()),
  });
};

const checkJobType = (jobType: JobType): void => {
  const { type, apiVersion } = jobType;
  checkTypeName('Job type name', type);
  checkApiVersion(`Job type "${type}"`, apiVersion, registered);
  const wrong = wrongMember(jobType);
  if (wrong !== undefined) throw new TypeError(`Job type "${type}" has ${wrong}.`);
};

/** What a job type that is written in JavaScript may lack. */
const wrongMember = ({ run, parameters, check }: Partial<JobType>): string | undefined => {
  if (typeof run !== 'function') return 'no method "run": add it, or make the job type with defineJobType';
  if (typeof parameters?.decode !== 'function')
    return 'no "parameters" with a method "decode": add a decoder of io-ts, or t.unknown where there is nothing to decode';
  // Without a check a job type has none; anything but a method is a mistake.
  return check === undefined || typeof check === 'function'
    ? undefined
    : 'a "check" that is not a method: make it one, or leave it out';
};
