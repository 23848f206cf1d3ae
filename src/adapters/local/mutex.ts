/** Runs pieces of work one after the other, in the order in which they were given. */
export type Mutex = <A>(work: () => Promise<A>) => Promise<A>;

/** Makes a mutex. A piece that fails harms none of the others. */
export const makeMutex = (): Mutex => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work, work);
    last = run.catch(() => undefined);
    return run;
  };
};
