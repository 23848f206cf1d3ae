import { describe, expect, it } from 'vitest';

import { TemplateCache } from '../../../src/jinja/template-cache.js';

describe('the cache of templates', () => {
  it('makes a template once', () => {
    const cache = new TemplateCache<object>(2);
    expect(cache.get('a', () => ({}))).toBe(cache.get('a', () => ({})));
  });

  it('forgets the one that was not used for longest', () => {
    const cache = new TemplateCache<object>(2);
    const first = cache.get('a', () => ({}));
    const second = cache.get('b', () => ({}));
    cache.get('a', () => ({}));
    cache.get('c', () => ({}));
    expect(cache.get('a', () => ({}))).toBe(first);
    expect(cache.get('b', () => ({}))).not.toBe(second);
  });

  it('keeps no long text, and nothing at all if it has no room', () => {
    const short = new TemplateCache<object>(2, 3);
    expect(short.get('long', () => ({}))).not.toBe(short.get('long', () => ({})));
    const none = new TemplateCache<object>(0);
    expect(none.get('a', () => ({}))).not.toBe(none.get('a', () => ({})));
  });
});
