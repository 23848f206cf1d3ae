import { quote } from './quote.js';

/** A script for POSIX sh: busybox, dash and bash run it alike. Each part is a line, or several. */
export const script = (...lines: readonly string[]): string => ['#!/bin/sh', ...lines, ''].join('\n');

/**
 * Lines that end a script where the image lacks a program: with a message on stderr that names the program and the
 * connection, and with exit status 127, as shells have it.
 */
export const requirePrograms = (connectionId: string, ...programs: readonly string[]): string =>
  programs
    .map((program) => {
      const message = `Connection ${connectionId}: the image has no ${program}, which this connection needs`;
      return `command -v ${quote(program)} >/dev/null 2>&1 || { printf '%s\\n' ${quote(message)} >&2; exit 127; }`;
    })
    .join('\n');

/** A command whose words are values: each arrives as one argument. */
export const command = (...words: readonly string[]): string => words.map(quote).join(' ');
