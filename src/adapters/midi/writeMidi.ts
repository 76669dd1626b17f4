import midiFile, { type MidiEvent } from 'midi-file';
import type { Score, ScoreEvent, Ticks } from '../../domain/music/score.js';

/** An event at its place; of those at one place the lower `rank` comes first. */
interface Placed {
  readonly at: Ticks;
  readonly rank: number;
  readonly event: MidiEvent;
}

/** A score as a Standard MIDI File of format 1: tempi and meters in the first track, then a track a part. */
export function writeMidi(score: Score): Uint8Array {
  const { ticksPerBeat, parts, end } = score;
  const tracks = [
    conductor(score),
    ...parts.map(({ channel, events }) => events.flatMap((event) => placed(channel, event))),
  ];
  const header = { format: 1, numTracks: tracks.length, ticksPerBeat } as const;
  return Uint8Array.from(midiFile.writeMidi({ header, tracks: tracks.map((track) => inDeltas(track, end)) }));
}

const conductor = ({ tempi, meters }: Score): readonly Placed[] => [
  ...tempi.map(({ at, bpm }): Placed => {
    const event = { deltaTime: 0, type: 'setTempo', microsecondsPerBeat: Math.round(60e6 / bpm) } as const;
    return { at, rank: 0, event };
  }),
  ...meters.map(({ at, beats, unit }): Placed => {
    const event = { numerator: beats, denominator: unit, metronome: 24, thirtyseconds: 8 };
    return { at, rank: 0, event: { deltaTime: 0, type: 'timeSignature', ...event } };
  }),
];

/** Ends of notes come before what else happens at their place, beginnings after. */
function placed(channel: number, event: ScoreEvent): readonly Placed[] {
  const { at } = event;
  const told = { deltaTime: 0, channel };
  switch (event.kind) {
    case 'program':
      return [{ at, rank: 1, event: { ...told, type: 'programChange', programNumber: event.program } }];
    case 'controller': {
      const { controller: controllerType, value } = event;
      return [{ at, rank: 1, event: { ...told, type: 'controller', controllerType, value } }];
    }
    case 'bend':
      return [{ at, rank: 1, event: { ...told, type: 'pitchBend', value: event.value } }];
    case 'note': {
      const { pitch: noteNumber, velocity, duration } = event;
      return [
        { at, rank: 2, event: { ...told, type: 'noteOn', noteNumber, velocity } },
        { at: at + duration, rank: 0, event: { ...told, type: 'noteOff', noteNumber, velocity: 0 } },
      ];
    }
  }
}

function inDeltas(track: readonly Placed[], end: Ticks): MidiEvent[] {
  let last: Ticks = 0;
  const events = track
    .toSorted((a, b) => a.at - b.at || a.rank - b.rank)
    .map(({ at, event }): MidiEvent => {
      const deltaTime = Math.round(at) - last;
      last = Math.round(at);
      return { ...event, deltaTime };
    });
  return [...events, { deltaTime: Math.max(0, Math.round(end) - last), type: 'endOfTrack', meta: true }];
}
