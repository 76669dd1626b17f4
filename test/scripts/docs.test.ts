import { expect, it } from 'vitest';
import { topics } from '../../src/domain/topics.js';
import { projectFile } from '../support/projectFile.js';

it('the README names all topics', () => {
  const [sentence] = /^\*tracks\*[^.]+are topics/m.exec(projectFile('README.md')) ?? [''];
  expect([...sentence.matchAll(/\*([\w-]+)\*/g)].map(([, name]) => name)).toEqual(Object.keys(topics));
});

it('operations tell what /readyz can be waiting for', () => {
  const [row] = /^\| `\/readyz`.+$/m.exec(projectFile('docs/operations.md')) ?? [''];
  for (const reason of ['draining', 'waiting for', 'Kafka', 'MongoDB', 'S3', 'stalled'])
    expect(row).toContain(reason);
});
