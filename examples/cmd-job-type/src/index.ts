/**
 * lava's `cmd` job type: one command on the host.
 * @packageDocumentation
 */
export { type CmdDeps, type CmdOptions, makeCmdJobType } from './cmd-job-type.js';
