import { relativeMajor } from '../../../domain/music/key.js';
import type { ClipQuery } from '../../../ports/catalogue.js';
import { logTempo } from '../../shared/logTempo.js';
import type { SqlValue } from '../database/connect.js';

/**
 * The parameters of a rule: ?1 logTempo of the seed, ?2 its pitch, ?3 semitones, ?4 its bpm, ?5 and ?6 the lowest and highest ratio,
 * ?7 meter, ?8 trusted, ?9 the track to leave out.
 */
export const clipRuleValues = ({
  key,
  tempo,
  meter,
  trustedOnly,
  excludeTrackId,
}: Omit<ClipQuery, 'limit' | 'supplies'>): readonly SqlValue[] => [
  tempo ? logTempo(tempo.of) : null,
  key ? relativeMajor(key.of) : null,
  key?.semitones ?? null,
  tempo?.of ?? null,
  tempo?.low ?? null,
  tempo?.high ?? null,
  meter ?? null,
  Number(trustedOnly),
  excludeTrackId ?? null,
];
