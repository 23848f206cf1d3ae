/** Plain facts about an error: safe to log, never a secret value. @public */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The shape of every error in this package. Recognise one by its `_tag`, never by `instanceof`: two copies of the
 * package, or its ESM and CommonJS forms, may meet in one process.
 *
 * @typeParam Tag - the literal that names the kind of error
 * @typeParam Details - what the error tells besides its message
 * @public
 */
export interface TaggedError<Tag extends string, Details extends ErrorDetails = ErrorDetails> extends Error {
  /** Names the kind of error; the member to switch on. */
  readonly _tag: Tag;
  /** A stable dotted code such as `image.not-found`, for dashboards and documentation. */
  readonly code: string;
  /** Whether the same call may succeed later without any change to its input. */
  readonly retryable: boolean;
  /** Facts about the failure. Never holds a secret. */
  readonly details: Details;
}

/** What {@link taggedError} is told. @public */
export interface TaggedErrorFields<Details extends ErrorDetails> {
  /** One sentence for a person, secrets left out. */
  readonly message: string;
  /** A stable dotted code. */
  readonly code: string;
  /** Default false. */
  readonly retryable?: boolean;
  /** Default empty. */
  readonly details?: Details;
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
}

/**
 * Makes an error value with a stack, to be put in a `Left` or thrown at a Promise edge.
 *
 * Adapter authors use it for the errors of the ports:
 * `taggedError('Unavailable', { code: 'object-store.unavailable', message: 'no answer', retryable: true })`.
 * @public
 */
export const taggedError = <Tag extends string, Details extends ErrorDetails = ErrorDetails>(
  tag: Tag,
  fields: TaggedErrorFields<Details>,
): TaggedError<Tag, Details> => {
  const error = new Error(fields.message, 'cause' in fields ? { cause: fields.cause } : undefined);
  return Object.assign(error, {
    name: tag,
    _tag: tag,
    code: fields.code,
    retryable: fields.retryable ?? false,
    // An absent record is an empty one: `Details` can only be left out where every member is optional.
    details: fields.details ?? ({} as Details),
  });
};

/** Whether a caught value is a tagged error of one of the given tags. @public */
export const hasTag = <Tag extends string>(
  value: unknown,
  ...tags: readonly Tag[]
): value is TaggedError<Tag> =>
  typeof value === 'object' &&
  value !== null &&
  '_tag' in value &&
  typeof value._tag === 'string' &&
  (tags as readonly string[]).includes(value._tag);
