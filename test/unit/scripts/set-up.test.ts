import { describe, expect, it } from 'vitest';
import { checkNode } from '../../../scripts/lib/set-up.mjs';

describe('the version of Node', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('may be %s', (version) => {
    expect(() => {
      checkNode(version);
    }).not.toThrow();
  });

  it.each(['18.20.0', '20.18.9', '0.12.0'])('must not be %s', (version) => {
    expect(() => {
      checkNode(version);
    }).toThrow(`This is Node ${version}: install Node 20.19 or newer.`);
  });
});
