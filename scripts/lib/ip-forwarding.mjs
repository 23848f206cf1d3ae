import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const setting = '/proc/sys/net/ipv4/ip_forward';
/** There while it was one of our engines that switched forwarding on; a restart of the machine ends both. */
const mark = '/run/lava-docker-job-ip-forward';

/** An engine on a machine that forwards nothing warns of that at each container, in the log of each job. */
export function allowForwarding() {
  if (readFileSync(setting, 'utf8').trim() !== '0') return;
  try {
    writeFileSync(setting, '1');
    writeFileSync(mark, '');
  } catch {
    // A container may not be allowed to: the engine warns, and works.
  }
}

/** Puts the machine's setting back when the last of our engines has gone and no other engine has come. */
export function restoreForwarding() {
  if (!existsSync(mark)) return;
  const after = forwardingAfter(readdirSync('/sys/class/net'));
  if (after === 'still needed') return;
  if (after === 'off') writeFileSync(setting, '0');
  rmSync(mark);
}

/**
 * @param {readonly string[]} interfaces  the machine's, without the bridge of the engine that goes
 * @returns {'still needed' | 'off' | "another engine's"}
 */
export function forwardingAfter(interfaces) {
  if (interfaces.some((name) => name.startsWith('lava-'))) return 'still needed';
  return interfaces.includes('docker0') ? "another engine's" : 'off';
}
