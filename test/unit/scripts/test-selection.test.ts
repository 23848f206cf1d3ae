import { describe, expect, it } from 'vitest';
import { laneOf, needsEngine, selectTests, testProjects } from '../../../scripts/lib/test-selection.mjs';
import { temporaryFolder } from './temporary-folder.js';

const projects = ['package', 'engine', 'new', 'unit'];

describe('the selection of tests', () => {
  it('is everything without arguments, the cheap ones first and unknown ones last', () => {
    expect(selectTests([], projects)).toEqual({
      projects: ['unit', 'engine', 'package', 'new'],
      filters: [],
      isWhole: true,
    });
  });

  it('takes the names of projects, and hands on everything else', () => {
    expect(selectTests(['engine', 'pull', 'unit', '-t', 'a name'], projects)).toEqual({
      projects: ['unit', 'engine'],
      filters: ['pull', '-t', 'a name'],
      isWhole: false,
    });
  });

  it('looks through all projects for a filter alone', () => {
    expect(selectTests(['pull'], projects).projects).toEqual(['unit', 'engine', 'package', 'new']);
  });

  it('needs no engine for tests that ask none', () => {
    expect(needsEngine(selectTests(['unit'], projects))).toBe(false);
    expect(needsEngine(selectTests(['unit', 'engine'], projects))).toBe(true);
  });
});

describe('the lanes', () => {
  it('keep apart what needs the engine, what has engines of its own, and all the rest', () => {
    const lanes = ['unit', 'contract', 'engine', 'outage', 'oracle', 'package', 'new'].map(laneOf);
    expect(lanes).toEqual(['processor', 'engine', 'engine', 'outage', 'processor', 'processor', 'engine']);
  });
});

describe('the projects', () => {
  it('are the folders that hold tests', () => {
    const project = temporaryFolder({
      'test/unit/job/job.test.ts': '',
      'test/fixtures/data.json': '',
      'test/README.md': '',
    });
    expect(testProjects(project)).toEqual(['unit']);
  });
});
