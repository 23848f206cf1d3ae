import { describe, expect, it } from 'vitest';
import { freeSubnet } from '../../../scripts/lib/free-subnet.mjs';

const littleEndian = (address: string): string =>
  Buffer.from(address.split('.').map(Number).reverse()).toString('hex').toUpperCase();

const routes = (...networks: [address: string, mask: string][]): string =>
  [
    'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
    ...networks.map(
      ([address, mask]) =>
        `eth0\t${littleEndian(address)}\t00000000\t0001\t0\t0\t0\t${littleEndian(mask)}\t0\t0\t0`,
    ),
    '',
  ].join('\n');

describe('the network of the private engine', () => {
  it('is the one of its seed when that is free', () => {
    expect(freeSubnet(routes(['192.0.2.0', '255.255.255.0']), 7)).toBe('10.213.7.1/24');
  });

  it('is not kept back by the default route', () => {
    expect(freeSubnet(routes(['0.0.0.0', '0.0.0.0']), 7)).toBe('10.213.7.1/24');
  });

  it('is the next one when another engine has it', () => {
    expect(freeSubnet(routes(['10.213.7.0', '255.255.255.0']), 7)).toBe('10.213.8.1/24');
  });

  it('begins again at the first one after the last one', () => {
    expect(freeSubnet(routes(['10.213.255.0', '255.255.255.0']), 255)).toBe('10.213.0.1/24');
  });

  it('avoids the wider network of somebody else', () => {
    expect(freeSubnet(routes(['10.213.0.0', '255.255.128.0']), 7)).toBe('10.213.128.1/24');
  });

  it('avoids a single host of somebody else', () => {
    expect(freeSubnet(routes(['10.213.7.99', '255.255.255.255']), 7)).toBe('10.213.8.1/24');
  });

  it('is refused when there is none', () => {
    expect(() => freeSubnet(routes(['10.0.0.0', '255.0.0.0']), 7)).toThrow(
      'No network in 10.213.0.0/16 is free',
    );
  });
});
