import { raise } from '../raise.js';
import type { Node } from './nodes.js';

/** The least and the greatest number of characters that a node can match. */
export type Width = readonly [number, number];

const LIMIT = 2 ** 32 - 1;

/** Widths of the groups so far, by number. */
type GroupWidths = readonly (Width | undefined)[];

/** How many characters a node matches. */
export function widthOf(node: Node, groups: GroupWidths): Width {
  switch (node.kind) {
    case 'char':
    case 'any':
    case 'set':
      return [1, 1];
    case 'at':
    case 'look':
      return [0, 0];
    case 'group':
    case 'atomic':
      return widthOf(node.body, groups);
    case 'sequence':
      return node.items.map((item) => widthOf(item, groups)).reduce<Width>(sum, [0, 0]);
    case 'branch':
      return either(node.options.map((option) => widthOf(option, groups)));
    case 'repeat': {
      const [low, high] = widthOf(node.body, groups);
      return [clamp(low * node.min), high === 0 ? 0 : clamp(high * node.max)];
    }
    case 'backreference':
      return groups[node.group] ?? [0, LIMIT];
    case 'conditional':
      return either([widthOf(node.yes, groups), node.no === undefined ? [0, 0] : widthOf(node.no, groups)]);
  }
}

function sum(a: Width, b: Width): Width {
  return [clamp(a[0] + b[0]), clamp(a[1] + b[1])];
}

function either(widths: readonly Width[]): Width {
  return [Math.min(...widths.map(([low]) => low)), Math.max(...widths.map(([, high]) => high))];
}

function clamp(value: number): number {
  return Math.min(value, LIMIT);
}

/** The one width of a look-behind. */
export function fixedWidth(node: Node, groups: GroupWidths): number {
  const [low, high] = widthOf(node, groups);
  return low === high ? low : raise('error', 'look-behind requires fixed-width pattern');
}
