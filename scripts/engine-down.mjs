import { stopPrivateEngine } from './lib/private-engine.mjs';

const stopped = await stopPrivateEngine();
console.log(stopped ? 'The private engine is stopped and removed.' : 'No private engine was up.');
