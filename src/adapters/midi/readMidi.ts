import midiFile, { type MidiData, type MidiEvent } from 'midi-file';
import type { Note, Score, ScoreEvent, ScorePart, Ticks } from '../../domain/music/score.js';
import { PipelineError } from '../../errors.js';

/** What one track and channel have given so far. */
interface Gathered {
  readonly channel: number;
  readonly events: ScoreEvent[];
  /** Notes that sound, by pitch: the oldest first. */
  readonly open: Map<number, Note[]>;
}

/**
 * Reads a Standard MIDI File of format 0 or 1. A note that is never ended sounds to the end of its track. `name` is for messages. Errors: `unreadable`
 * where it is none, or is timed in frames of film instead of beats.
 */
export function readMidi(bytes: Uint8Array, name: string): Score {
  const { header, tracks } = parsed(bytes, name);
  const { ticksPerBeat } = header;
  if (!ticksPerBeat || header.format === 2)
    throw unreadable(name, 'it is not timed in beats, or holds several pieces');
  const read = tracks.map(readTrack);
  const at = <T extends { readonly at: Ticks }>(lists: readonly (readonly T[])[]): readonly T[] =>
    lists.flat().toSorted((a, b) => a.at - b.at);
  return {
    ticksPerBeat,
    parts: read.flatMap(({ parts }) => parts),
    tempi: at(read.map(({ tempi }) => tempi)),
    meters: at(read.map(({ meters }) => meters)),
    end: Math.max(0, ...read.map(({ end }) => end)),
  };
}

function parsed(bytes: Uint8Array, name: string): MidiData {
  try {
    return midiFile.parseMidi(bytes);
  } catch (cause) {
    throw unreadable(name, String(cause));
  }
}

const unreadable = (name: string, why: string): PipelineError =>
  new PipelineError('unreadable', `Reading the MIDI file ${JSON.stringify(name)}: ${why}. Leave it out.`);

type TrackRead = Omit<Score, 'ticksPerBeat'>;

function readTrack(events: readonly MidiEvent[]): TrackRead {
  const [tempi, meters]: [Score['tempi'][number][], Score['meters'][number][]] = [[], []];
  const channels = new Map<number, Gathered>();
  let name = '';
  let at: Ticks = 0;
  for (const event of events) {
    if (Number.isFinite(event.deltaTime)) at += event.deltaTime;
    if (event.type === 'trackName') name = event.text.trim();
    if (event.type === 'setTempo' && event.microsecondsPerBeat > 0)
      tempi.push({ at, bpm: 60e6 / event.microsecondsPerBeat });
    if (event.type === 'timeSignature') meters.push({ at, beats: event.numerator, unit: event.denominator });
    if ('channel' in event && event.type !== 'channelPrefix')
      gather(gatheredOf(channels, event.channel), event, at);
  }
  const parts = [...channels.values()].map((gathered) => partOf(name, gathered, at));
  return { parts, tempi, meters, end: at };
}

function gatheredOf(channels: Map<number, Gathered>, channel: number): Gathered {
  const known = channels.get(channel) ?? { channel, events: [], open: new Map<number, Note[]>() };
  channels.set(channel, known);
  return known;
}

function gather({ events, open }: Gathered, event: MidiEvent, at: Ticks): void {
  if (event.type === 'programChange') events.push({ kind: 'program', at, program: event.programNumber });
  if (event.type === 'controller')
    events.push({ kind: 'controller', at, controller: event.controllerType, value: event.value });
  if (event.type === 'pitchBend') events.push({ kind: 'bend', at, value: event.value });
  if (event.type !== 'noteOn' && event.type !== 'noteOff') return;
  const { noteNumber: pitch, velocity } = event;
  const sounding = open.get(pitch) ?? [];
  open.set(pitch, sounding);
  if (event.type === 'noteOn' && velocity > 0) {
    sounding.push({ kind: 'note', at, duration: 0, pitch, velocity });
    return;
  }
  const note = sounding.shift();
  if (note && at > note.at) events.push({ ...note, duration: at - note.at });
}

function partOf(name: string, { channel, events, open }: Gathered, end: Ticks): ScorePart {
  const hanging = [...open.values()].flat().filter((note) => end > note.at);
  const all = [...events, ...hanging.map((note) => ({ ...note, duration: end - note.at }))];
  return { name, channel, events: all.toSorted((a, b) => a.at - b.at) };
}
