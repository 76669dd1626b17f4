import { beforeEach, describe, expect, it } from 'vitest';
import { followSongs, type SongFollower } from '../../../../src/cli/runtime/wiring/followSongs.js';
import { PipelineError } from '../../../../src/errors.js';
import type { StageObserver } from '../../../../src/metrics.js';
import { trackUnsettled, type Unsettled } from '../../../../src/topologies/unsettled.js';
import { manualClock } from '../../../support/manualClock.js';
import { recordOf } from '../../../support/messages.js';

let done: string[];
let told: string[];
let songs: SongFollower;
let unsettled: Unsettled;
let observer: StageObserver;
beforeEach(() => {
  done = [];
  told = [];
  songs = followSongs((id) => done.push(id));
  unsettled = songs.follow(trackUnsettled(manualClock()));
  const tell = (stage: string, key: string): number => told.push(`${stage} ${key}`);
  const nothing = (): undefined => undefined;
  observer = songs.named({
    started: tell,
    progressed: tell,
    emitted: nothing,
    finished: nothing,
    failed: tell,
  });
});
const message = recordOf('song', { schema: 1, uri: '/a.mp3' });
const work = (by?: string) => ({ ...recordOf('sound', { schema: 1, trackId: 'sound', by }), topic: 'works' });

describe('a song is done', () => {
  it('when the work that its message asked for is', () => {
    unsettled.begun('identify', message);
    observer.emitted('enter', 'song');
    unsettled.settled('identify', message);
    unsettled.begun('ingest', work('song'));
    expect([done, unsettled.count()]).toEqual([[], 1]);
    unsettled.settled('ingest', work('song'));
    expect([done, unsettled.count()]).toEqual([['song'], 0]);
  });

  it('with its message, where that asked for nothing, though the one before did', () => {
    unsettled.begun('identify', message);
    observer.emitted('enter', 'song');
    unsettled.settled('identify', message);
    unsettled.begun('identify', message);
    unsettled.settled('identify', message);
    expect(done).toEqual(['song']);
  });

  it('not by work that nobody follows', () => {
    unsettled.begun('ingest', work());
    unsettled.settled('ingest', work());
    expect(done).toEqual([]);
  });
});

describe('work on a sound is told', () => {
  it('under the name of who asked for it, while it goes on', () => {
    observer.started('identify', 'song');
    unsettled.begun('ingest', work('song'));
    observer.started('decode', 'sound');
    observer.progressed('separate', 'sound', 0.5);
    unsettled.settled('ingest', work('song'));
    for (const key of ['clip', 'sound']) observer.started('rank', key);
    expect(told).toEqual(['identify song', 'decode song', 'separate song', 'rank clip', 'rank sound']);
  });

  it('where nobody asked for it, only if it fails', () => {
    unsettled.begun('ingest', work());
    observer.started('reload', 'sound');
    observer.failed('reload', 'sound', new PipelineError('corrupt-blob', 'lost'));
    expect(told).toEqual(['reload sound']);
  });
});
