/** Answers all calls that are under way together with the answer to the first of them, whatever they ask for. */
export const shareFlight = <Args extends readonly unknown[], Result>(
  call: (...args: Args) => () => Promise<Result>,
): ((...args: Args) => () => Promise<Result>) => {
  let flight: Promise<Result> | undefined;
  return (...args) =>
    async () => {
      flight ??= call(...args)();
      const result = await flight;
      flight = undefined;
      return result;
    };
};
