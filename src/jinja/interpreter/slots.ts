import type { PyValue } from '../objects/py-value.js';
import { Undefined } from '../objects/undefined.js';
import type { Evaluate, Frame } from './frame.js';
import type { Activation, Slot, Symbols } from './symbols.js';

/** How many frames lie between a place and the frame of a variable. */
function distance(from: Activation, to: Activation): number {
  let steps = 0;
  for (let at: Activation | undefined = from; at !== undefined && at !== to; at = at.parent) steps += 1;
  return steps;
}

function frameAt(frame: Frame, steps: number): Frame {
  let at = frame;
  for (let step = 0; step < steps; step += 1) at = at.parent ?? at;
  return at;
}

/** Reads a variable that may have no value. */
export function readSlot(from: Symbols, slot: Slot): (frame: Frame) => PyValue | undefined {
  const { index } = slot;
  const steps = distance(from.activation, slot.activation);
  if (steps === 0) return (frame) => frame.slots[index];
  if (steps === 1) return (frame) => frame.parent?.slots[index];
  return (frame) => frameAt(frame, steps).slots[index];
}

/** Reads a name: without a value it is undefined in Jinja's sense. */
export function readName(from: Symbols, name: string): Evaluate {
  const missing = new Undefined(`'${name}' is undefined`);
  const slot = from.find(name);
  if (slot === undefined) return () => missing;
  const { index } = slot;
  if (slot.activation === from.activation)
    return (frame) => frame.slots[index] ?? nullOr(frame, index, missing);
  const read = readSlot(from, slot);
  return (frame) => {
    const value = read(frame);
    return value === undefined ? missing : value;
  };
}

function nullOr(frame: Frame, index: number, missing: PyValue): PyValue {
  return frame.slots[index] === null ? null : missing;
}

/** Writes a variable of the frame that the scope lives in. */
export function writeName(from: Symbols, name: string): (frame: Frame, value: PyValue) => void {
  const index = from.find(name)?.index ?? 0;
  return (frame, value) => {
    frame.slots[index] = value;
  };
}

/** What happens when a scope is entered: its names get the values that they have outside. */
export function enterScope(symbols: Symbols): (frame: Frame) => void {
  const steps: ((frame: Frame) => void)[] = [];
  for (const [slot, load] of symbols.loads) {
    const { index } = slot;
    if (load.kind === 'resolve') {
      steps.push((frame) => {
        frame.slots[index] = frame.run.context.lookUp(load.name);
      });
    } else if (load.kind === 'alias') {
      const read = readSlot(symbols, load.slot);
      steps.push((frame) => {
        frame.slots[index] = read(frame);
      });
    } else if (load.kind === 'nothing') {
      steps.push((frame) => {
        frame.slots[index] = undefined;
      });
    }
  }
  return inOrder(steps);
}

function inOrder(steps: readonly ((frame: Frame) => void)[]): (frame: Frame) => void {
  const [first, second] = steps;
  if (first === undefined) return () => undefined;
  if (second === undefined) return first;
  return (frame) => {
    for (const step of steps) step(frame);
  };
}
