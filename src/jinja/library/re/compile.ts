import { testOf } from './chars.js';
import { FLAG } from './flags.js';
import type { Node, OneNode, ParsedPattern, RepeatNode } from './nodes.js';
import type { Instruction, Program } from './program.js';
import { raise } from '../raise.js';
import { fixedWidth, widthOf } from './width.js';

/** Small counted loops are written out; everything above this many steps of program is refused. */
const MAX_PROGRAM = 200_000;

/** Compiles a parsed pattern to the steps of the matcher. */
export function compileProgram(parsed: ParsedPattern): Program {
  const emitter = new Emitter(parsed.groups);
  emitter.node(parsed.root);
  emitter.push({ op: 'done' });
  const [first] = emitter.code;
  return {
    code: emitter.code,
    slotCount: emitter.slotCount,
    lastGroupSlot: emitter.lastGroupSlot,
    firstChar: first?.op === 'char' ? first.code : undefined,
  };
}

class Emitter {
  readonly code: Instruction[] = [];
  readonly lastGroupSlot: number;
  slotCount: number;
  readonly #widths: ([number, number] | undefined)[] = [];

  constructor(groups: number) {
    this.lastGroupSlot = (groups + 1) * 2;
    this.slotCount = this.lastGroupSlot + 1;
  }

  push(instruction: Instruction): number {
    if (this.code.length >= MAX_PROGRAM) raise('error', 'regular expression is too large');
    return this.code.push(instruction) - 1;
  }

  node(node: Node): void {
    switch (node.kind) {
      case 'char':
      case 'any':
      case 'set':
        this.one(node);
        break;
      case 'at':
        this.push({
          op: 'at',
          place: node.place,
          multiline: (node.flags & FLAG.MULTILINE) !== 0,
          ascii: (node.flags & FLAG.ASCII) !== 0,
        });
        break;
      case 'group':
        this.group(node.index, node.body);
        break;
      case 'sequence':
        node.items.forEach((item) => {
          this.node(item);
        });
        break;
      case 'branch':
        this.branch(node.options);
        break;
      case 'repeat':
        this.repeat(node);
        break;
      case 'atomic':
        this.atomic(() => {
          this.node(node.body);
        });
        break;
      case 'look':
        this.look(node.behind, node.negate, node.body);
        break;
      case 'backreference':
        this.push({
          op: 'reference',
          group: node.group,
          ignoreCase: (node.flags & FLAG.IGNORECASE) !== 0,
          ascii: (node.flags & FLAG.ASCII) !== 0,
        });
        break;
      case 'conditional':
        this.conditional(node.group, node.yes, node.no);
        break;
    }
  }

  private one(node: OneNode): void {
    if (node.kind === 'char' && (node.flags & FLAG.IGNORECASE) === 0)
      this.push({ op: 'char', code: node.code });
    else this.push({ op: 'test', test: testOf(node) });
  }

  private group(index: number | undefined, body: Node): void {
    if (index !== undefined) this.push({ op: 'save', slot: index * 2 });
    this.node(body);
    if (index === undefined) return;
    const [low, high] = widthOf(body, this.#widths);
    this.#widths[index] = [low, high];
    this.push({ op: 'close', group: index });
  }

  private branch(options: readonly Node[]): void {
    const jumps: number[] = [];
    options.forEach((option, at) => {
      if (at === options.length - 1) {
        this.node(option);
        return;
      }
      const split = this.push({ op: 'done' });
      this.node(option);
      jumps.push(this.push({ op: 'done' }));
      this.code[split] = { op: 'split', first: split + 1, second: this.code.length };
    });
    jumps.forEach((jump) => {
      this.code[jump] = { op: 'jump', to: this.code.length };
    });
  }

  private repeat(node: RepeatNode): void {
    const { body, min, max, mode } = node;
    if (mode !== 'lazy' && (body.kind === 'char' || body.kind === 'any' || body.kind === 'set')) {
      this.push({ op: 'run', test: testOf(body), min, max, possessive: mode === 'possessive' });
      return;
    }
    if (mode === 'possessive') {
      this.atomic(() => {
        this.repeat({ ...node, mode: 'greedy' });
      });
      return;
    }
    this.loop(node);
  }

  private loop(node: RepeatNode): void {
    const register = this.slotCount;
    this.slotCount += 2;
    this.push({ op: 'enter', register });
    const loop = this.push({ op: 'done' });
    this.node(node.body);
    this.push({ op: 'jump', to: loop });
    const { min, max } = node;
    this.code[loop] = {
      op: 'loop',
      register,
      min,
      max,
      lazy: node.mode === 'lazy',
      body: loop + 1,
      exit: this.code.length,
    };
  }

  private atomic(body: () => void): void {
    const at = this.push({ op: 'done' });
    body();
    this.push({ op: 'done' });
    this.code[at] = { op: 'atomic', body: at + 1, exit: this.code.length };
  }

  private look(behind: boolean, negate: boolean, body: Node): void {
    const at = this.push({ op: 'done' });
    this.node(body);
    this.push({ op: 'done' });
    const back = behind ? fixedWidth(body, this.#widths) : 0;
    this.code[at] = { op: 'look', body: at + 1, exit: this.code.length, back, negate };
  }

  private conditional(group: number, yes: Node, no: Node | undefined): void {
    const at = this.push({ op: 'done' });
    this.node(yes);
    const jump = this.push({ op: 'done' });
    this.code[at] = { op: 'condition', group, no: this.code.length };
    if (no !== undefined) this.node(no);
    this.code[jump] = { op: 'jump', to: this.code.length };
  }
}
