import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import type { Clip } from '../../../domain/clip.js';
import { featuresVersion } from '../../../domain/featuresVersion.js';
import { roles } from '../../../domain/role.js';
import type { Split } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { clipsById } from '../reading/clipsById.js';
import { folderOf, songFacts, type SongFacts } from './songFacts.js';

/** The clips to be evaluated, and what was left out of them, in words. */
export interface ClipsToEvaluate {
  readonly clips: readonly EvaluatedClip[];
  /** As it is meant to be: doubtful clips, missing parts. */
  readonly notes: readonly string[];
  /** What is broken: each is named with what to do. */
  readonly problems: readonly string[];
}

/**
 * All trusted clips of a catalogue whose features are whole, with their compositions: what song.json beside them says, else artist and title, else
 * each track is one. With `split`, only those that song.json counts among it.
 */
export async function evaluatedClips(
  catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>,
  stems: FeatureStore,
  split?: Split,
): Promise<ClipsToEvaluate> {
  const stored = [...(await clipsById(catalogue)).values()];
  const all = stored.filter((clip) => clip.featuresVersion === featuresVersion);
  const { facts, problems } = await factsOf(all);
  const wanted = all.flatMap((clip) => {
    const song = facts.get(folderOf(clip));
    if (song === undefined || (split !== undefined && song.split !== split)) return [];
    return [
      { clip, composition: song.composition ?? nameOf(clip), ...(song.split && { split: song.split }) },
    ];
  });
  const clips: EvaluatedClip[] = [];
  for (const each of wanted.filter(isSure)) {
    const problem = await lostFeatures(each.clip, stems);
    if (problem === undefined) clips.push(each);
    else problems.push(problem);
  }
  return {
    clips: clips.toSorted((a, b) => (a.clip.clipId < b.clip.clipId ? -1 : 1)),
    notes: [...older(stored.length - all.length), ...doubtful(wanted), ...partless(clips)],
    problems,
  };
}

/** What is said of the songs, by their folders; those of which it cannot be read are problems. */
async function factsOf(clips: readonly Clip[]): Promise<{
  readonly facts: ReadonlyMap<string, SongFacts>;
  readonly problems: string[];
}> {
  const facts = new Map<string, SongFacts>();
  const problems: string[] = [];
  for (const folder of new Set(clips.map(folderOf)))
    await songFacts(folder).then(
      (song) => facts.set(folder, song),
      (error: unknown) => problems.push(PipelineError.from(error).message),
    );
  return { facts, problems };
}

async function lostFeatures(clip: Clip, stems: FeatureStore): Promise<string | undefined> {
  for (const role of roles.filter((each) => clip.supplies[each])) {
    const error = await Promise.all([stems.stem(clip, role), stems.rows(clip, role)]).then(
      () => undefined,
      (cause: unknown) => PipelineError.from(cause),
    );
    if (error && error.code !== 'not-found' && error.code !== 'corrupt-blob') throw error;
    if (error) return `A clip of ${clip.source.uri} was left out: ${error.message}`;
  }
  return undefined;
}

const older = (count: number): readonly string[] =>
  count === 0
    ? []
    : [
        `left out: clips that an earlier version analysed (${count}); name a folder of songs, and they are analysed again`,
      ];

/** Beats and key: questions are asked of songs in one key and tempo. */
const isSure = ({ clip }: EvaluatedClip): boolean => clip.doubts.length === 0;

function doubtful(wanted: readonly EvaluatedClip[]): readonly string[] {
  const doubted = wanted.filter((each) => !isSure(each)).map(({ clip }) => clip);
  if (doubted.length === 0) return [];
  const why = [...new Set(doubted.flatMap(({ doubts }) => doubts))].sort().join(', ');
  return [
    `left out: clips whose analysis is in doubt (${doubted.length}: ${why}); write bpm, key, meter and firstDownbeat into the mash.json of their songs`,
  ];
}

/** Pairs only are asked of who lacks a part. */
const partless = (clips: readonly EvaluatedClip[]): readonly string[] =>
  (
    [
      ['percussion', 'drums', 'voices and harmonies alone are asked for theirs'],
      ['harmonic', 'a harmony', 'voices and drums alone are asked for theirs'],
      ['vocal', 'a voice', 'they are wrong answers only'],
    ] as const
  ).flatMap(([role, part, instead]) => {
    const count = clips.filter(({ clip }) => !clip.supplies[role]).length;
    return count > 0 ? [`clips without ${part} (${count}): ${instead}`] : [];
  });

const nameOf = ({ source: { artist, title }, trackId }: Clip): string =>
  artist && title ? `${artist} – ${title}` : trackId;
