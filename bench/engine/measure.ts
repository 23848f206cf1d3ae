import { performance } from 'node:perf_hooks';

import type { LargeLogReport } from '../../test/engine/robustness/run-large-log.js';
import { calm, readOutput, right, run, withRealEngine } from '../../test/engine/docker-engine/real-engine.js';
import { shellJob, withPlainWorker } from '../../test/support/plain-worker.js';
import { transpilePrograms } from '../../test/support/typescript-program.js';

type Say = (line: string) => void;

/** Measures everything, one after the other. */
export const measure = async (megabytes: number, say: Say): Promise<void> => {
  await measureTrivialRun(say);
  await measureLog(megabytes, say);
  await measureEngineLog(megabytes, say);
};

const measureTrivialRun = async (say: Say): Promise<void> => {
  await withPlainWorker({}, async (worker) => {
    await worker.run(shellJob('true'));
    const begin = performance.now();
    await worker.run(shellJob('echo hello'), {
      events: (event) => {
        if (event.kind === 'phase-ended') say(`  ${event.phase.padEnd(14)}${milliseconds(event.durationMs)}`);
      },
    });
    say(`A trivial run: ${milliseconds(performance.now() - begin)}`);
  });
};

const measureLog = async (megabytes: number, say: Say): Promise<void> => {
  const programs = transpilePrograms();
  try {
    const program = programs.start('test/engine/robustness/run-large-log.ts', [String(megabytes)]);
    const { stdout, stderr } = await program.ended(3_600_000);
    if (stdout === '') throw new Error(stderr);
    const { bytes, sha256, containerSha256, rss, phases } = JSON.parse(stdout) as LargeLogReport;
    const runMs = phases['run'] ?? 0;
    say(`A log of ${megabytes} MiB: ${milliseconds(runMs)}, ${rate(bytes, runMs)}`);
    say(`  stored in ${milliseconds(phases['store-log'] ?? 0)}`);
    say(`  the process grew by ${((rss.peak - rss.before) / 1e6).toFixed(1)} MB`);
    say(`  ${sha256 === containerSha256 ? 'every byte as it was written' : 'NOT AS IT WAS WRITTEN'}`);
  } finally {
    programs.dispose();
  }
};

const measureEngineLog = async (megabytes: number, say: Say): Promise<void> => {
  await withRealEngine(async ({ create }) => {
    const container = await create(`head -c ${megabytes * 2 ** 20} /dev/urandom`);
    await run(container);
    const begin = performance.now();
    const { stdout } = await readOutput(await right(container.readLog(calm())));
    const tookMs = performance.now() - begin;
    say(`The engine's log, after the end: ${milliseconds(tookMs)}, ${rate(stdout.length, tookMs)}`);
  });
};

const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

const rate = (bytes: number, tookMs: number): string => `${(bytes / 1e3 / tookMs).toFixed(1)} MB/s`;
