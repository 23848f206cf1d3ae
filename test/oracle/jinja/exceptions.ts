/** Templates whose text may differ from Python's, and why. The list is to stay short. */
export const exceptions: readonly { readonly pattern: RegExp; readonly reason: string }[] = [];

/** Text in which Python prints where an object lies in memory, which no two runs agree on. */
export const address = /(?: |%20)at(?: |%20)0x[0-9a-f]+/i;
