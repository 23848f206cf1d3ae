import { readFile } from 'node:fs/promises';

/**
 * The most resident memory in bytes that the system has seen of this process, so that nothing is missed between two samples.
 * Not `resourceUsage().maxRSS`: that begins with what the process had that this one was forked from.
 */
export const highestRss = async (): Promise<number> => {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return 1024 * Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? process.memoryUsage.rss() / 1024);
};
