import { textOf } from '../objects/coerce.js';
import { makeType, type PyType } from '../objects/py-type.js';
import type { PyObject } from '../objects/py-value.js';
import { capture } from './capture.js';
import { Frame } from './frame.js';
import type { Run } from './run.js';
import type { CompiledBlock } from './scope.js';

/** The variable `self`: the blocks of the template by name. */
export class BlockTable implements PyObject {
  readonly blocks: ReadonlyMap<string, CompiledBlock>;
  readonly run: Run;

  constructor(blocks: ReadonlyMap<string, CompiledBlock>, run: Run) {
    this.blocks = blocks;
    this.run = run;
  }

  get type(): PyType {
    return blockTableType;
  }
}

/** The type of `self`. */
export const blockTableType: PyType = makeType<BlockTable>({
  name: 'TemplateReference',
  module: 'jinja2.runtime',
  repr: () => '<TemplateReference None>',
  getItem: (_rt, self, key) => {
    const block = self.blocks.get(textOf(key) ?? '');
    return block === undefined ? undefined : new BlockReference(block, self.run);
  },
});

/** `self.name`: calling it renders the block. */
export class BlockReference implements PyObject {
  readonly block: CompiledBlock;
  readonly run: Run;

  constructor(block: CompiledBlock, run: Run) {
    this.block = block;
    this.run = run;
  }

  get type(): PyType {
    return blockReferenceType;
  }
}

/** The type of `self.name`. */
export const blockReferenceType: PyType = makeType<BlockReference>({
  name: 'BlockReference',
  module: 'jinja2.runtime',
  call: (_rt, { block, run }) => capture(block.execute, new Frame(run)),
});
