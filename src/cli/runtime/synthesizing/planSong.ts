import { unitBars } from '../../../audio/regions/unitBars.js';
import { keyName } from '../../../domain/music/key.js';
import type { SungScore } from '../../../domain/music/sungScore.js';
import { randomFrom, type Random } from '../../../domain/random.js';
import type { Bpm } from '../../../domain/units.js';
import { keyOfSignature } from '../../../synthesis/keyOfSignature.js';
import { songParts } from '../../../synthesis/playing/songParts.js';
import { drawRecording } from '../../../synthesis/recording/recorded.js';
import { drawSinger } from '../../../synthesis/singing/singer.js';
import { withDrums } from '../../../synthesis/strokes/withDrums.js';
import { doubledShare } from '../../../synthesis/sung/doubledShare.js';
import { fullestWindows } from '../../../synthesis/sung/fullestWindows.js';
import { playedTempo } from '../../../synthesis/sung/playedTempo.js';
import { songWindows, type SongWindow } from '../../../synthesis/sung/songWindows.js';
import { sungSong } from '../../../synthesis/sung/sungSong.js';
import { windowFolder, type Composition } from './composition.js';
import type { PlannedStem, PlannedWindow } from './plannedWindow.js';
import type { Planning } from './planning.js';

/** The windows of a song for a voice: sung, accompanied as it is written or as its chord symbols ask, with borrowed drums where some fit. None where nobody sings or nothing accompanies. */
export function planSong(
  score: SungScore,
  composition: Composition,
  planning: Planning,
): readonly PlannedWindow[] {
  const song = sungSong(score);
  if (!song) return [];
  const share = randomFrom(planning.seed, 'tempo', composition.composition).next();
  const tempoOf = (window: Pick<SongWindow, 'meter' | 'bpm'>): Bpm => playedTempo(window, share);
  const windows = songWindows(song, (place) => unitBars(tempoOf(place)) * place.meter);
  return fullestWindows(windows, planning.windows).map((window) => {
    const words = [planning.seed, 'sing', composition.composition, String(window.firstBeat)];
    const randomOf = (purpose: string): Random =>
      randomFrom(...words, purpose, ...(planning.version > 0 ? [String(planning.version)] : []));
    const faster = planning.version > 0 ? randomOf('tempo').range(0.93, 1.07) : 1;
    const bpm = Math.round(100 * faster * tempoOf(window)) / 100;
    const grooves = planning.grooves.filter(({ split }) => split === composition.split);
    const whole = withDrums({ ...window, bpm }, grooves, randomOf('groove'));
    return planWindow(whole, { composition, planning, bpm, randomOf, fromSymbols: song.fromSymbols });
  });
}

interface Known {
  readonly composition: Composition;
  readonly planning: Planning;
  readonly bpm: Bpm;
  readonly randomOf: (purpose: string) => Random;
  readonly fromSymbols: boolean;
}

function planWindow(window: SongWindow, known: Known): PlannedWindow {
  const { composition: of, planning, bpm, fromSymbols } = known;
  const { voice, accompaniment, beats, meter, firstBeat, drums } = window;
  const { licence, drumsLicence, out, version } = planning;
  const { composition, split, title } = of;
  const sounding = [...voice, ...accompaniment].map(({ from, to, pitch }) => ({
    pitch,
    duration: to - from,
  }));
  return {
    folder: windowFolder(of, { out, place: Math.floor(firstBeat), version }),
    duration: (beats * 60) / bpm,
    stems: [sungStem(window, known), ...playedStems(window, known)],
    mash: {
      title: `${title} (beat ${Math.floor(firstBeat) + 1})`,
      licence: drums ? `${licence}; drums: ${drumsLicence}` : licence,
      ...{ bpm, key: keyName(keyOfSignature(sounding, window.relativeMajor)), meter },
      // Beat by beat: drums that are played freely would move them.
      ...gridOf({ beats, meter, bpm }),
    },
    song: {
      ...{ schema: 1, composition, split, firstBeat, bars: beats / meter, version: version + 1 },
      ...{
        voice: 'sung',
        accompaniment: fromSymbols ? 'symbols' : 'written',
        drums: drums ? 'paired' : 'none',
      },
      doubled: Math.round(100 * doubledShare(voice, accompaniment)) / 100,
    },
  };
}

/** Times of all beats, the last of which closes the last bar, and of the bars' beginnings. */
function gridOf({ beats, meter, bpm }: { beats: number; meter: number; bpm: Bpm }): object {
  const times = Array.from({ length: beats + 1 }, (_, i) => Math.round((1e6 * 60 * i) / bpm) / 1e6);
  return { beats: times, downbeats: times.filter((_, i) => i % meter === 0) };
}

function sungStem({ voice }: SongWindow, { bpm, randomOf }: Known): PlannedStem {
  const random = randomOf('vocals');
  const beat = 60 / bpm;
  const notes = voice.map(({ from, to, ...note }) => ({ ...note, from: from * beat, to: to * beat }));
  const recording = drawRecording(randomOf('vocals recording'));
  return { stem: 'vocals', source: { kind: 'sung', notes, singer: drawSinger(random), random }, recording };
}

function playedStems(
  window: SongWindow,
  { planning, bpm, randomOf, fromSymbols }: Known,
): readonly PlannedStem[] {
  const scores = songParts(window, { randomOf, bpm, fromSymbols });
  return (['bass', 'other', 'drums'] as const).flatMap((stem): PlannedStem[] => {
    const score = scores[stem];
    const random = randomOf(`${stem} recording`);
    const soundFont = random.pick(planning.soundFonts) ?? '';
    return score
      ? [{ stem, source: { kind: 'played', score, soundFont }, recording: drawRecording(random) }]
      : [];
  });
}
