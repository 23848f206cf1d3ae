import { property } from '../objects/attribute.js';
import { makeType, type PyType } from '../objects/py-type.js';
import { PyTuple, tupleType } from '../objects/py-tuple.js';

/** One group of `groupby`: a tuple whose parts have names too. */
export class GroupTuple extends PyTuple {
  override get type(): PyType {
    return groupTupleType;
  }
}

/** The type of groups. */
export const groupTupleType: PyType = makeType<GroupTuple>({
  name: '_GroupTuple',
  module: 'jinja2.filters',
  base: tupleType,
  attributes: {
    grouper: property<GroupTuple>((_rt, self) => self.items[0] ?? null),
    list: property<GroupTuple>((_rt, self) => self.items[1] ?? null),
  },
});
