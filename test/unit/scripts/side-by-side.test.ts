import { describe, expect, it } from 'vitest';

import { runSideBySide, type Step } from '../../../scripts/lib/side-by-side.mjs';

const counts = (passed: number, failed = 0): { readonly passed: number; readonly failed: number } => ({
  passed,
  failed,
});

/** A step that writes its name at once, again when it is let go, and then ends. */
const heldStep = (title: string, lane: string, end = counts(1)): Step & { readonly letGo: () => void } => {
  let letGo = (): void => undefined;
  const promise = new Promise<void>((resolve) => (letGo = resolve));
  return {
    title,
    lane,
    letGo: () => {
      letGo();
    },
    run: async (write) => {
      write(`${title} begins\n`);
      await promise;
      write(`${title} ends\n`);
      return end;
    },
  };
};

const recorded = (): { readonly text: () => string; readonly write: (text: string | Uint8Array) => void } => {
  let text = '';
  return { text: () => text, write: (more) => (text += more.toString()) };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('steps that run side by side', () => {
  it('show the first as it comes, and the others below it in the order of the list', async () => {
    const [first, second, third] = [heldStep('A', 'one'), heldStep('B', 'two'), heldStep('C', 'one')];
    const { text, write } = recorded();
    const all = runSideBySide([first, second, third], write);
    second.letGo();
    await settled();
    expect(text()).toBe('\n=== A ===\nA begins\n');
    first.letGo();
    await settled();
    expect(text()).toBe(
      '\n=== A ===\nA begins\nA ends\n\n=== B ===\nB begins\nB ends\n\n=== C ===\nC begins\n',
    );
    third.letGo();
    expect(await all).toEqual(counts(3));
  });

  it('start nothing more after a failure, and wait for what is under way', async () => {
    const [failing, other, never] = [
      heldStep('A', 'one', counts(2, 1)),
      heldStep('B', 'two'),
      heldStep('C', 'one'),
    ];
    const { text, write } = recorded();
    const all = runSideBySide([failing, other, never], write);
    failing.letGo();
    await settled();
    other.letGo();
    expect(await all).toEqual(counts(3, 1));
    expect(text()).toContain('B ends');
    expect(text()).not.toContain('C');
  });

  it('wait for each other when one of them throws', async () => {
    const other = heldStep('B', 'two');
    const thrown = new Error('interrupted');
    const { text, write } = recorded();
    const all = runSideBySide(
      [{ title: 'A', lane: 'one', run: () => Promise.reject(thrown) }, other],
      write,
    ).catch((error: unknown) => error);
    await settled();
    other.letGo();
    expect(await all).toBe(thrown);
    expect(text()).toContain('=== A ===');
  });
});
