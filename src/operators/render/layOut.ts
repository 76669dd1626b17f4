import { margins, plainEdges } from '../../audio/mix/plainEdges.js';
import { sungIn } from '../../audio/mix/sungIn.js';
import { timeMapAt } from '../../audio/mix/timeMapAt.js';
import { timeMapOf, type Placement } from '../../audio/mix/timeMapOf.js';
import type { Clip } from '../../domain/clip.js';
import type { Part, Recipe } from '../../domain/mashup.js';
import { playedBeats, voiceGrid } from '../../mashability/played.js';
import type { BarLines, Edges } from '../../domain/music/edges.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Role } from '../../domain/role.js';
import type { Seconds } from '../../domain/units.js';

/** Where the parts of a mashup lie in its files. */
export interface Layout {
  /** Length of every file. */
  readonly duration: Seconds;
  /** When the first downbeat sounds. */
  readonly firstDownbeat: Seconds;
  readonly placementOf: (part: Part) => Placement;
  readonly edges: Readonly<Partial<Record<Role, Edges>>>;
  /** When the voice sings; undefined where its clip does not tell. */
  readonly sung: readonly Stretch[] | undefined;
}

export interface LayoutJob {
  readonly recipe: Recipe;
  readonly clipOf: (clipId: string) => Clip;
  /** How the voice comes in and goes out, on the clock of its clip; left out: with its bars. */
  readonly voice?: Edges | undefined;
}

const isVocal = ({ role }: Part): boolean => role === 'vocal';

/** The beats of the seed that a mashup has. */
const beatsOf = ({ bars }: Recipe, seed: Clip): readonly Seconds[] =>
  voiceGrid(seed).beats.slice(0, bars * (seed.grid.meter ?? 4) + 1);

/** The bar lines of a mashup on the clock of its seed. */
export function linesOf(recipe: Recipe, seed: Clip): BarLines {
  const beats = beatsOf(recipe, seed);
  const [first, last] = [beats[0], beats[beats.length - 1]];
  return { first, last, bar: (last - first) / recipe.bars };
}

/**
 * Lays the parts on the bars of the seed, from the pick-up of its voice to where its last word has rung out. The accompaniment begins with the
 * first downbeat, as a band does after a singer's pick-up (of the bar before it nobody knows whether it leads there), and fades under the
 * last word from the downbeat on that closes the last bar.
 */
export function layOut({ recipe, clipOf, voice }: LayoutJob): Layout {
  const seed = clipOf(recipe.seedClipId);
  const target = beatsOf(recipe, seed);
  const lines = linesOf(recipe, seed);
  const heard = voice ?? plainEdges(lines);
  const lead = Math.max(margins.lead, lines.first - heard.in[0]);
  const tail = Math.max(margins.tail, heard.out[1] - lines.last);
  const placementOf = (part: Part): Placement => {
    const source = playedBeats(clipOf(part.clipId), part).slice(0, part.warp ? target.length : undefined);
    const warp = part.warp && part.clipId !== recipe.seedClipId;
    return timeMapOf(source, target, { warp, offset: part.offset, lead, tail });
  };
  const moved = ([from, to]: Stretch): Stretch => [from - lines.first + lead, to - lines.first + lead];
  const [first, last] = moved([lines.first, lines.last]);
  const sings: Edges = { in: moved(heard.in), out: moved(heard.out) };
  const edgesOf = (part: Part): Edges => {
    if (isVocal(part)) return sings;
    // Its region may end before the files do.
    const end = timeMapAt(placementOf(part).timeMap).targetOf(clipOf(part.clipId).region.duration);
    return accompanying({ first, last }, Math.min(last + tail, end));
  };
  const part = recipe.parts.find(isVocal);
  const sung = part && clipOf(part.clipId).voice?.sung;
  return {
    ...{ duration: last + tail, firstDownbeat: lead, placementOf },
    edges: Object.fromEntries(recipe.parts.map((each) => [each.role, edgesOf(each)])),
    sung: part && sung && sungWithin(sungIn(sung, placementOf(part)), sings, { first, last }),
  };
}

function accompanying(lines: Pick<BarLines, 'first' | 'last'>, end: Seconds): Edges {
  const plain = plainEdges(lines);
  return { in: plain.in, out: [Math.min(plain.out[0], end - margins.attack), end] };
}

/** What is sung while the voice is heard. What comes before the first line and rings out after the last is sung from end to end. */
function sungWithin(
  sung: readonly Stretch[],
  { in: comes, out }: Edges,
  { first, last }: Pick<BarLines, 'first' | 'last'>,
): readonly Stretch[] {
  const within = sung
    .map(([from, to]): Stretch => [Math.max(comes[0], from), Math.min(out[1], to)])
    .filter(([from, to]) => to > from + 1e-6);
  return within.map(([from, to], i): Stretch => [
    i === 0 && comes[1] < first - margins.lead ? Math.min(from, comes[1]) : from,
    i === within.length - 1 && out[0] > last + margins.stroke ? Math.max(to, out[0]) : to,
  ]);
}
