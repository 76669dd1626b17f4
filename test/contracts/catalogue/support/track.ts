import type { TrackRecord } from '../../../../src/ports/catalogue.js';

/** A track record with everything in it. */
export const track = (trackId: string, more: Partial<TrackRecord> = {}): TrackRecord => ({
  trackId,
  publisherIds: [`publisher of ${trackId}`],
  source: { uri: `/music/${trackId}.ogg`, title: `Title "${trackId}"`, artist: 'Ärtist 🎵', licence: 'CC0' },
  given: { bpm: 120, key: { tonic: 3, mode: 'minor' }, meter: 3 },
  duration: 215.25,
  complete: true,
  clipIds: ['a', 'b'],
  notes: ['only the first 20 minutes were used'],
  ...more,
});
