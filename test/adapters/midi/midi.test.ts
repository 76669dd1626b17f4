import { describe, expect, it } from 'vitest';
import { readMidi } from '../../../src/adapters/midi/readMidi.js';
import { writeMidi } from '../../../src/adapters/midi/writeMidi.js';
import { whole } from '../../synthesis/madeScore.js';

describe('a MIDI file', () => {
  it('is read as what was written', () => {
    const score = whole(16);
    const read = readMidi(writeMidi(score), 'made');
    expect(read).toMatchObject({ ticksPerBeat: score.ticksPerBeat, end: score.end, tempi: score.tempi });
    const content = ({ parts }: typeof score) =>
      parts.map(({ channel, events }) => [channel, new Set(events.map((event) => JSON.stringify(event)))]);
    expect(content(read)).toEqual(content(score));
  });

  it('a note that begins where the same one ends is another note', () => {
    const score = whole(16);
    const events = [0, 10, 20].map(
      (at) => ({ kind: 'note', at, duration: 10, pitch: 60, velocity: 80 }) as const,
    );
    const read = readMidi(writeMidi({ ...score, parts: [{ name: '', channel: 3, events }] }), 'made');
    expect(read.parts[0].events).toEqual(events);
  });

  it('ends a note that nobody ended with its track', () => {
    const bytes = writeMidi({
      ...whole(16),
      parts: [
        { name: '', channel: 0, events: [{ kind: 'note', at: 5, duration: 10, pitch: 60, velocity: 80 }] },
      ],
    });
    // The end of the note becomes an end of another.
    const at = bytes.lastIndexOf(0x80);
    bytes[at + 1] = 61;
    const { parts, end } = readMidi(bytes, 'made');
    expect(parts[0].events).toEqual([{ kind: 'note', at: 5, duration: end - 5, pitch: 60, velocity: 80 }]);
  });

  it.each([
    ['text', new TextEncoder().encode('No music at all, but long enough to look like it.')],
    ['nothing', new Uint8Array()],
    ['a beginning', writeMidi(whole(16)).subarray(0, 20)],
  ])('that is none (%s) is refused with its name', (_, bytes) => {
    expect(() => readMidi(bytes, 'songs/odd.mid')).toThrow(
      /Reading the MIDI file "songs\/odd.mid": .*Leave it out/,
    );
  });

  it('timed in frames of film is refused', () => {
    const bytes = writeMidi(whole(16));
    [bytes[12], bytes[13]] = [0xe7, 40];
    expect(() => readMidi(bytes, 'film.mid')).toThrow(/not timed in beats/);
  });
});
