/**
 * Finds a network for the private engine's bridge, next to those that the machine and other engines use.
 * @param {string} routes  the content of /proc/net/route
 * @param {number} seed  0 to 255: where the search starts, so that two clones rarely meet
 * @returns {string} the bridge's address and prefix length
 */
export function freeSubnet(routes, seed) {
  const taken = parseRoutes(routes);
  const numbers = Array.from({ length: 256 }, (_, offset) => (seed + offset) % 256);
  const free = numbers.find((number) => {
    const network = ((10 << 24) | (213 << 16) | (number << 8)) >>> 0;
    return !taken.some((route) => overlaps(route, network));
  });
  if (free === undefined) throw new Error('No network in 10.213.0.0/16 is free for the private engine.');
  return `10.213.${free}.1/24`;
}

const networkMask = 0xffffff00;

/**
 * @param {{ network: number, mask: number }} route
 * @param {number} network  a /24
 */
function overlaps(route, network) {
  const widest = (route.mask & networkMask) >>> 0;
  return (route.network & widest) >>> 0 === (network & widest) >>> 0;
}

/**
 * The routes but the default one, which leads everywhere.
 * @param {string} routes
 */
function parseRoutes(routes) {
  return routes
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .map((fields) => ({ network: hostOrder(fields[1] ?? '0'), mask: hostOrder(fields[7] ?? '0') }))
    .filter(({ mask }) => mask !== 0);
}

/**
 * The kernel writes addresses in the byte order of the machine, which is little-endian wherever Node runs but on s390x.
 * @param {string} hex
 */
function hostOrder(hex) {
  return Buffer.from(hex.padStart(8, '0'), 'hex').readUInt32LE();
}
