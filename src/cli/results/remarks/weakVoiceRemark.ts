import type { Clip } from '../../../domain/clip.js';
import { voiceProblems } from '../../../domain/music/voice.js';
import { percent } from '../rows/percent.js';

/** What keeps a voice from being taken unasked: `it sings in 41 % of its bars`; empty where nothing does. */
export function weakVoiceText(clip: Clip): string {
  const { sungShare = 0, gain } = clip.voice ?? {};
  return voiceProblems(clip)
    .map((problem) =>
      problem === 'seldom'
        ? `it sings in ${percent(sungShare)} % of its bars`
        : `it is so faint that a mix would raise it by ${(gain ?? 0).toFixed(0)} dB, and what bleeds into it as well`,
    )
    .join(', ');
}

/** That voices of a song are not taken for mashups, and how they are all the same. `weak`: those among `all` its voices. */
export function weakVoiceRemark(all: readonly Clip[], weak: readonly Clip[]): string[] {
  if (weak.length === 0) return [];
  const who =
    weak.length < all.length
      ? `${weak.length} of its ${all.length} voices not taken`
      : 'its voice is not taken';
  const why = [...new Set(weak.map(weakVoiceText))].join('; ');
  return [`${who} unless it is named (--vocal): ${why}`];
}
