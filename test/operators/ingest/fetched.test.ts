import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceFetcher } from '../../../src/adapters/fetch/sourceFetcher.js';
import { PipelineError } from '../../../src/errors.js';
import { loadTrack } from '../../../src/operators/ingest/loadTrack.js';
import { identify } from '../../../src/operators/ingest/identify.js';
import { saidTogether } from '../../../src/domain/publication.js';
import type { TrackMessage } from '../../../src/domain/track.js';
import { ingestWorld, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';
import { webServer } from '../../support/webServer.js';

const world = ingestWorld();
const server = await webServer();
const secret = `${server.origin}/songs/one.ogg?sig=hunter2`;

/** The world, with a fetcher that may ask the server of this test. */
const connected = () => ({ ...world(), fetcher: sourceFetcher({ hosts: [server.origin] }) });
const serve = (): void =>
  server.answer(({ url = '' }, response) => response.end(`content of ${url.split('?')[0]}`));

/** The files that the tools were asked for, and what lay there. */
function watched(options: ReturnType<typeof connected>) {
  const seen: string[] = [];
  const { decoder } = options;
  return {
    seen,
    options: {
      ...options,
      decoder: {
        ...decoder,
        identify: (path: string) => {
          seen.push(readFileSync(path, 'utf8'));
          return decoder.identify('/sound');
        },
      },
    },
  };
}

describe('sources of other machines', () => {
  it('are fetched to be identified, and gone when the message is settled', async () => {
    serve();
    const { seen, options } = watched(connected());
    const message: TrackMessage = {
      schema: 1,
      uri: secret,
      stems: { vocals: `${server.origin}/v.wav`, drums: `${server.origin}/d` },
    };
    const { values, errors, settle } = await through(identify(options), message);
    expect(errors).toEqual([]);
    expect(seen).toEqual(['content of /songs/one.ogg', 'content of /d', 'content of /v.wav']);
    expect(values).toMatchObject([{ sound: { said: { uri: secret, stems: message.stems } } }]);
    const [workspace] = world().open();
    expect(world().open()).toHaveLength(1);
    settle();
    await expect.poll(() => world().open()).toEqual([]);
    expect(existsSync(workspace)).toBe(false);
  });

  it('are shown without what no one shall see, wherever a track goes', async () => {
    serve();
    const { values, settle } = await through(identify(watched(connected()).options), {
      schema: 1,
      uri: secret,
    });
    const said = values.flatMap(({ sound }) => sound?.said ?? []);
    expect(saidTogether(said).source.uri).toBe(`${server.origin}/songs/one.ogg?…`);
    settle();
  });

  it('are decoded from a copy in the workspace of the track', async () => {
    serve();
    const work = { kind: 'new', record: trackRecord(), from: { uri: secret } } as const;
    const { values, settle } = await through(loadTrack(connected()), work);
    const { dir } = values[0].workspace;
    expect(readdirSync(dir).sort()).toEqual(['mix.wav', 'source-mix.ogg']);
    expect(world().asked[0]).toBe(`decode ${dir}/source-mix.ogg 600`);
    settle();
    await expect.poll(() => world().open()).toEqual([]);
  });

  it('that cannot be decoded are named by their address, not by the copy', async () => {
    serve();
    const options = connected();
    const decoder = {
      ...options.decoder,
      identify: (path: string) =>
        Promise.reject(new PipelineError('not-audio', `Reading "${path}": no.`, { context: { path } })),
    };
    const { errors, settle } = await through(identify({ ...options, decoder }), {
      schema: 1,
      uri: secret,
    });
    expect(errors).toMatchObject([
      {
        code: 'not-audio',
        message: `Reading "${server.origin}/songs/one.ogg?…": no.`,
        context: { path: `${server.origin}/songs/one.ogg?…` },
      },
    ]);
    settle();
    await expect.poll(() => world().open()).toEqual([]);
  });

  it('that may not be fetched fail alone, and leave nothing', async () => {
    const { errors, settle } = await through(identify(world()), { schema: 1, uri: secret });
    expect(errors).toMatchObject([{ code: 'refused-input' }]);
    settle();
    await expect.poll(() => world().open()).toEqual([]);
  });

  it('of this machine need no workspace', async () => {
    await through(identify(world()), { schema: 1, uri: '/song.mp3' });
    expect(world().open()).toEqual([]);
  });
});
