import type { SungScore } from '../../domain/music/sungScore.js';
import { PipelineError } from '../../errors.js';
import { musicXmlPart, ticksPerBeat, type PartRead } from './musicXmlPart.js';
import { childOf, textOf, xmlTree, type XmlElement } from './xmlTree.js';

/** What is printed and not played. */
const printed: ReadonlySet<string> = new Set([
  ...['print', 'defaults', 'credit', 'notations', 'beam', 'stem', 'appearance', 'layout', 'identification'],
]);

/** General MIDI leaves the tenth channel to drums. */
const drums = 9;

/**
 * Reads a partwise MusicXML score as it is written, without repeats: notes that are tied are one, grace notes and cues are left out, parts that transpose sound where
 * they do. `name` is for messages. Error `unreadable` where it is no such score.
 */
export function readMusicXml(xml: string, name: string): SungScore {
  const root = parsed(xml, name);
  if (root?.name !== 'score-partwise') throw unreadable(name, 'it holds no partwise score');
  const names = new Map(
    (childOf(root, 'part-list')?.children ?? []).map((part) => [
      part.attributes['id'],
      textOf(part, 'part-name'),
    ]),
  );
  const parts = root.children.filter((child) => child.name === 'part');
  if (parts.length === 0) throw unreadable(name, 'it has no parts');
  const read = parts.map((part, i) => {
    const channel = i < drums ? i : i + 1;
    return musicXmlPart(part, { name: names.get(part.attributes['id']) ?? '', channel: channel % 16 });
  });
  const longest = read.reduce((a, b) => (b.end > a.end ? b : a));
  return {
    ticksPerBeat,
    parts: read.map(({ part }) => part),
    tempi: sorted(read.flatMap(({ tempi }) => tempi)),
    meters: longest.meters,
    keys: longest.keys,
    chords: sorted(read.flatMap(({ chords }) => chords)),
    bars: longest.bars,
    end: longest.end,
  };
}

function parsed(xml: string, name: string): XmlElement | undefined {
  try {
    return xmlTree(xml, printed);
  } catch (cause) {
    throw unreadable(name, cause instanceof Error ? cause.message : String(cause));
  }
}

const sorted = <T extends PartRead['tempi'][number] | PartRead['chords'][number]>(
  items: readonly T[],
): readonly T[] => items.toSorted((a, b) => a.at - b.at);

const unreadable = (name: string, why: string): PipelineError =>
  new PipelineError('unreadable', `Reading the MusicXML file ${JSON.stringify(name)}: ${why}. Leave it out.`);
