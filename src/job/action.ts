/**
 * An entry of `on_success`, `on_fail` or `on_retry`. This package says when they are due; the host performs them.
 * @public
 */
export type Action = Readonly<Record<string, unknown>>;
