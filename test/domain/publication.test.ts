import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  publicationOf,
  saidTogether,
  withPublication,
  type Publication,
} from '../../src/domain/publication.js';
import type { TrackMessage } from '../../src/domain/track.js';

const message = (changes: Partial<TrackMessage>): TrackMessage => ({ schema: 1, uri: '/a.mp3', ...changes });
const said = (id: string, changes: Partial<TrackMessage> = {}, tags = {}): Publication =>
  publicationOf(id, message(changes), tags);

describe('publicationOf', () => {
  it('holds what is said, in one order, and nothing else', () => {
    const given = { meter: 3, bpm: 120 } as const;
    const publication = said('a', { title: 'T', given, fingerprint: 7 }, { artist: 'A' });
    expect(JSON.stringify(publication)).toBe(
      '{"id":"a","uri":"/a.mp3","credits":{"title":"T"},"tags":{"artist":"A"},"given":{"bpm":120,"meter":3},"notes":[]}',
    );
  });
});

describe('saidTogether', () => {
  it('takes what is stated before any tag, and of either the smallest id', () => {
    const together = saidTogether([
      said('a', { artist: 'A' }, { title: 'Tag a', licence: 'Tag a' }),
      said('b', { title: 'B', artist: 'B', given: { bpm: 90 } }),
    ]);
    expect(together).toEqual({
      source: { title: 'B', artist: 'A', licence: 'Tag a', uri: '/a.mp3' },
      given: { bpm: 90 },
    });
  });

  it('names the first stem where there is no mix', () => {
    const stems: TrackMessage = { schema: 1, stems: { drums: '/d.wav' } };
    expect(saidTogether([publicationOf('a', stems, {})]).source).toEqual({ uri: '/d.wav' });
  });

  it('says the same in whatever order publications came, were corrected and withdrawn', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      title: fc.constantFrom(undefined, 'X', 'Y'),
      bpm: fc.constantFrom(undefined, 90, 120),
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let all: readonly Publication[] = [];
        const last = new Map<string, Publication>();
        for (const { id, title, bpm, gone } of steps) {
          const publication = said(id, { ...(title && { title }), ...(bpm && { given: { bpm } }) });
          if (gone) last.delete(id);
          else last.set(id, publication);
          all = withPublication(all, id, gone ? undefined : publication);
        }
        const fresh = [...last.keys()].sort().flatMap((id) => last.get(id) ?? []);
        expect(all).toEqual(fresh);
        if (fresh.length > 0) expect(saidTogether(all)).toEqual(saidTogether(fresh));
      }),
    );
  });
});
