import type { Publication } from '../../../../src/domain/publication.js';
import type { PublicationRecord, TrackRecord } from '../../../../src/ports/trackRecord.js';

/** What a publisher says. */
export const said = (id: string): Publication => ({
  ...{ id, uri: `/music/${id}`, credits: { title: 'T' }, tags: {}, given: { bpm: 120 }, notes: ['cut'] },
});

/** A track record with everything in it. */
export const track = (trackId: string, more: Partial<TrackRecord> = {}): TrackRecord => ({
  trackId,
  publications: [said(`publisher of ${trackId}`)],
  source: { uri: `/music/${trackId}.ogg`, title: `Title "${trackId}"`, artist: 'Ärtist 🎵', licence: 'CC0' },
  given: { bpm: 120, key: { tonic: 3, mode: 'minor' }, meter: 3 },
  decoded: {
    duration: 215.25,
    notes: ['only the first 20 minutes were used'],
    plannedFor: { bpm: 120, meter: 3 },
  },
  regions: [
    {
      ...{ ordinal: 0, start: 0, duration: 40.25, voice: 0.5 },
      separator: { name: 's', licence: 'l' },
      stems: { bass: { key: 'stems/t/r/bass.flac', size: 1, sha256: 'ab'.repeat(32) } },
    },
    { ordinal: 1, start: 41, duration: 40.25, voice: 0, separator: { name: 's', licence: 'l' } },
  ],
  complete: true,
  clipIds: ['a', 'b'],
  notes: ['only the first 20 minutes were used'],
  ...more,
});

/** What became of a publisher's id that names a track. */
export const naming = (
  id: string,
  trackId: string | null,
  more: Partial<PublicationRecord> = {},
): PublicationRecord => ({
  ...{ id, trackId, ...(trackId !== null && { said: said(id) }), formerly: [], revision: 1 },
  message: { partition: 0, offset: 7, timestamp: 1_700_000_000_000, fingerprint: 'ab' },
  ...more,
});
