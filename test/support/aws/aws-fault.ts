/** An error as a service of AWS answers with. */
export interface AwsFault {
  /** E.g. `AccessDeniedException`. */
  readonly name: string;
  readonly status: number;
  readonly message: string;
}

/** What happens to one request instead of its answer, or before it. */
export type Disturbance =
  | { readonly kind: 'fault'; readonly fault: AwsFault }
  /** The connection ends without an answer. */
  | { readonly kind: 'cut' }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'cut-answer' }
  /** The answer is no answer of AWS, but holds the text of one. */
  | { readonly kind: 'garble' }
  /** The answer comes when the promise has settled. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export const fault = (name: string, status = 400, message = `The ${name} of the test`): Disturbance => ({
  kind: 'fault',
  fault: { name, status, message },
});

/** The service asks for patience. */
export const throttle = fault('ThrottlingException', 400, 'Rate exceeded');

/** The service has a fault of its own. */
export const broken = fault('InternalServerError', 500, 'Something is broken');

/** A class only so that `throw` may take it: handlers throw it to refuse a request. */
export class FaultError extends Error implements AwsFault {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
