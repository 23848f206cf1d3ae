/** The SDK tells on stderr that it will need a newer Node one day. */
export const nodeVersionWarning = /\(node:\d+\) Warning: NodeVersionSupportWarning[^]*?was created\)\n/;
