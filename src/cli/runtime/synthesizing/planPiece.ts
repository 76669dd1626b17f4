import { keyName } from '../../../domain/music/key.js';
import type { Score } from '../../../domain/music/score.js';
import { randomFrom } from '../../../domain/random.js';
import { stemNames, type StemName } from '../../../domain/role.js';
import { keyOfNotes } from '../../../synthesis/keyOfNotes.js';
import { drawRecording } from '../../../synthesis/recording/recorded.js';
import { scoreWindows, type ScoreWindow } from '../../../synthesis/scoreWindows.js';
import type { WindowPart } from '../../../synthesis/windowPart.js';
import { windowScore } from '../../../synthesis/windowScore.js';
import { windowFolder, type Composition } from './composition.js';
import type { PlannedStem, PlannedWindow } from './plannedWindow.js';
import type { Planning } from './planning.js';

/** The windows of a piece whose lead, harmony and drums are written, played as they are; versions after the first are recorded, each part in its own way. */
export const planPiece = (
  score: Score,
  composition: Composition,
  planning: Planning,
): readonly PlannedWindow[] =>
  scoreWindows(score)
    .slice(0, planning.windows)
    .map((window) => planWindow(score, window, { composition, planning }));

interface Known {
  readonly composition: Composition;
  readonly planning: Planning;
}

function planWindow(score: Score, window: ScoreWindow, { composition: of, planning }: Known): PlannedWindow {
  const { seed, version, out, licence } = planning;
  const { bpm, firstBar, bars, parts } = window;
  const { composition, split, title } = of;
  const { lead, bass, other } = parts;
  const stems = stemNames.flatMap((stem): PlannedStem[] => {
    const played = partsOf(window, stem);
    if (played.length === 0) return [];
    const words = ['synthesize', composition, String(firstBar), stem];
    const random = randomFrom(seed, ...words, ...(version > 0 ? [String(version)] : []));
    const soundFont = random.pick(planning.soundFonts) ?? '';
    const source = { kind: 'played', score: windowScore(score, window, played), soundFont } as const;
    return [{ stem, source, ...(version > 0 && { recording: drawRecording(random) }) }];
  });
  const key = keyOfNotes([lead, ...bass, ...other].flatMap(({ notes }) => notes));
  return {
    folder: windowFolder(of, { out, place: firstBar, version }),
    duration: (((window.to - window.from) / score.ticksPerBeat) * 60) / bpm,
    stems,
    mash: {
      ...{ title: `${title} (bar ${firstBar + 1})`, licence, bpm },
      ...{ key: keyName(key), meter: 4, firstDownbeat: 0 },
    },
    song: {
      ...{ schema: 1, composition, split, firstBar, bars, drums: 'own' },
      ...(version > 0 && { version: version + 1 }),
    },
  };
}

function partsOf(
  { parts: { lead, bass, other, drums } }: ScoreWindow,
  stem: StemName,
): readonly WindowPart[] {
  return { vocals: [lead], bass, other, drums }[stem];
}
