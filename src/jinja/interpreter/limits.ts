/** What a render may use. Every limit ends the render with an error that names it. @public */
export interface Limits {
  /** Steps: loop rounds, calls, statements and the work of big operations. Default 20 million. */
  readonly maxSteps: number;
  /** Characters of output. Default 10 million. */
  readonly maxOutputLength: number;
  /** Characters, bytes or items of a single value. Default 10 million. */
  readonly maxValueSize: number;
  /** Characters, bytes and items of all values made. Default 200 million. */
  readonly maxTotalSize: number;
  /** Nested calls, loops and values. Default 200. */
  readonly maxDepth: number;
  /** Milliseconds. Default 10 seconds. */
  readonly timeoutMs: number;
}

/** The limits that hold where the caller sets none. @public */
export const defaultLimits: Limits = {
  maxSteps: 20_000_000,
  maxOutputLength: 10_000_000,
  maxValueSize: 10_000_000,
  maxTotalSize: 200_000_000,
  maxDepth: 200,
  timeoutMs: 10_000,
};
