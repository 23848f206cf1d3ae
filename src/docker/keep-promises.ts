import { keepPromise } from '../job/keep-promise.js';
import type { Container } from '../ports/container.js';

/** The container, its calls never rejecting. */
export const keepPromises = (container: Container): Container => ({
  id: container.id,
  name: container.name,
  attach: (options) => keepPromise(() => container.attach(options)),
  start: (options) => keepPromise(() => container.start(options)),
  wait: (options) => keepPromise(() => container.wait(options)),
  inspect: (options) => keepPromise(() => container.inspect(options)),
  readFile: (path, options) => keepPromise(() => container.readFile(path, options)),
  stop: (options) => keepPromise(() => container.stop(options)),
  readLog: (options) => keepPromise(() => container.readLog(options)),
  remove: (options) => keepPromise(() => container.remove(options)),
});
