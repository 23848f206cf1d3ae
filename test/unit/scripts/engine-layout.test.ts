import { describe, expect, it } from 'vitest';
import { engineLayout } from '../../../scripts/lib/engine-layout.mjs';

const longPath = `/home/${'somebody/'.repeat(10)}project`;

describe('the layout of a private engine', () => {
  it('is all below the folder of the clone', () => {
    const layout = engineLayout('/home/me/project', '/tmp');
    expect(layout.socket).toBe('/home/me/project/.engine/run/docker.sock');
    expect(layout.dataRoot).toBe('/home/me/project/.engine/data');
  });

  it('has its sockets elsewhere when the path of the clone is too long for them', () => {
    const layout = engineLayout(longPath, '/tmp');
    expect(layout.socket).toMatch(/^\/tmp\/lava-engine-[0-9a-f]{8}\/docker\.sock$/);
    expect(layout.dataRoot).toBe(`${longPath}/.engine/data`);
  });

  it.each([
    '/p',
    '/home/me/project',
    `/${'x'.repeat(60)}`,
    `/${'x'.repeat(61)}`,
    `/${'ü'.repeat(31)}`,
    longPath,
  ])('keeps each socket within the limit of the kernel for the clone %s', (project) => {
    const { socket, containerdSocket, execRoot } = engineLayout(project, '/tmp');
    const sockets = [socket, `${containerdSocket}.ttrpc`, `${execRoot}/libnetwork/0123456789ab.sock`];
    expect(Math.max(...sockets.map((path) => Buffer.byteLength(path)))).toBeLessThanOrEqual(107);
  });

  it('differs in everything that two clones must not share', () => {
    const one = engineLayout('/home/me/one', '/tmp');
    const other = engineLayout('/home/me/other', '/tmp');
    const shared = Object.entries(one).filter(([key, value]) => other[key as keyof typeof other] === value);
    expect(shared).toEqual([]);
  });

  it('has a name for the bridge that the kernel takes', () => {
    expect(engineLayout(longPath, '/tmp').bridge.length).toBeLessThanOrEqual(15);
  });
});
