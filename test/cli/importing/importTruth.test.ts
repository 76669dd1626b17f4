import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readHarmonix } from '../../../src/cli/importing/readHarmonix.js';
import { readTable } from '../../../src/cli/importing/readTable.js';
import { songsByName } from '../../../src/cli/importing/songsByName.js';
import { writeTruths } from '../../../src/cli/importing/writeTruths.js';
import { readSidecar } from '../../../src/cli/songs/readSidecar.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const told = async (...path: readonly string[]): Promise<unknown> =>
  JSON.parse(await readFile(at(...path), 'utf8'));
/** Files of audio, as far as their names tell. */
const audio = async (folder: string, ...names: readonly string[]): Promise<void> => {
  await mkdir(at(folder), { recursive: true });
  for (const name of names) await writeFile(at(folder, name), '');
};

describe('the Harmonix Set', () => {
  beforeAll(async () => {
    await mkdir(at('set/dataset/beats_and_downbeats'), { recursive: true });
    await writeFile(
      at('set/dataset/metadata.csv'),
      'File,Title,Artist,Release,Duration,BPM,Ratio Bars in 4,Time Signature,Genre\n0001_12step,"1, 2 Step",Ciara,Goodies,142.47,113,100.0,4|4,R&B\n',
    );
    const beats = Array.from(
      { length: 12 },
      (_, i) => `${1 + i / 2}\t${(i % 4) + 1}\t${Math.floor(i / 4) + 1}`,
    );
    for (const name of ['0001_12step', '0003_away'])
      await writeFile(at(`set/dataset/beats_and_downbeats/${name}.txt`), beats.join('\n'));
    await writeFile(at('set/dataset/beats_and_downbeats/0004_broken.txt'), 'verse\n');
    await audio('songs', '0001_12step.mp3', 'another.mp3');
  });

  it('tells beats, bars, title and artist of the songs that are there', async () => {
    const { truths, problems } = await readHarmonix(at('set'));
    expect(problems).toEqual(['0004_broken.txt: its lines are not time, beat and bar']);
    const find = await songsByName(at('songs'));
    expect(await writeTruths(truths, find, { replace: false })).toEqual({
      ...{ written: 1, there: 0, missing: ['0003_away'], problems: [] },
    });
    const sidecar = await readSidecar(at('songs/0001_12step.mash.json'));
    expect(sidecar).toMatchObject({ title: '1, 2 Step', artist: 'Ciara', meter: 4, downbeats: [1, 3, 5] });
    expect(sidecar?.beats).toHaveLength(12);
  });

  it('leaves what a person has written, unless asked', async () => {
    const { truths } = await readHarmonix(at('set/dataset'));
    const find = await songsByName(at('songs'));
    await writeFile(at('songs/0001_12step.mash.json'), '{"bpm":100}');
    expect(await writeTruths(truths, find, { replace: false })).toMatchObject({ written: 0, there: 1 });
    expect(await told('songs', '0001_12step.mash.json')).toEqual({ bpm: 100 });
    expect(await writeTruths(truths, find, { replace: true })).toMatchObject({ written: 1 });
  });

  it('is refused where it is none', async () => {
    await expect(readHarmonix(at('songs'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a table of truth', () => {
  it('tells multitracks and acapellas what it knows of them', async () => {
    await audio('tracks/One', 'vocals.wav', 'drums.wav', 'bass.wav', 'other.wav', 'mixture.wav');
    await audio('tracks/acapellas', 'Two.wav', 'Three.wav');
    await writeFile(
      at('truth.csv'),
      [
        'Track,Key,Tempo,Time signature,First downbeat,Composition,Split,Mood',
        'One,F# minor,92.5,4|4,0.42,band/one,test,sad',
        'acapellas/Two.wav,C# min,120,,,,,',
        'Three,H dur,100,,,,,',
        'Four,Am,100,,,,,',
      ].join('\n'),
    );
    const { truths, ignored } = await readTable(at('truth.csv'));
    expect(ignored).toEqual(['Mood']);
    const found = await writeTruths(truths, await songsByName(at('tracks')), { replace: false });
    expect(found).toMatchObject({ written: 2, there: 0, missing: ['Four'] });
    expect(found.problems).toEqual([expect.stringMatching(/^Three: "key": is not a key/)]);
    expect(await told('tracks', 'One', 'mash.json')).toEqual({
      ...{ key: 'F# minor', bpm: 92.5, meter: 4, firstDownbeat: 0.42 },
    });
    expect(await told('tracks', 'One', 'song.json')).toEqual({
      ...{ schema: 1, composition: 'band/one', split: 'test' },
    });
    expect(await readSidecar(at('tracks/acapellas/Two.mash.json'))).toEqual({
      ...{ key: { tonic: 1, mode: 'minor' }, bpm: 120 },
    });
  });

  it('may be JSON, and names that several songs have are told', async () => {
    await audio('twice/a', 'same.wav');
    await audio('twice/b', 'same.wav');
    const rows = [
      { file: 'same', bpm: 100 },
      { file: 'a/same', beats: [0, 0.5, 1], downbeats: [0] },
    ];
    await writeFile(at('truth.json'), JSON.stringify(rows));
    const { truths } = await readTable(at('truth.json'));
    const found = await writeTruths(truths, await songsByName(at('twice')), { replace: false });
    expect(found).toMatchObject({ written: 1, problems: ['same: there are 2 songs of that name'] });
    expect(await told('twice', 'a', 'same.mash.json')).toEqual({ beats: [0, 0.5, 1], downbeats: [0] });
  });

  it.each(['title,bpm\nx,100\n', ''])('is refused where no row names a file: %j', async (text) => {
    await writeFile(at('bad.csv'), text);
    await expect(readTable(at('bad.csv'))).rejects.toMatchObject({ code: 'bad-config' });
  });
});
