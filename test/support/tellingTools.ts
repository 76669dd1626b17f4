import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sourceFetcher } from '../../src/adapters/fetch/sourceFetcher.js';
import { plainEdges } from '../../src/audio/mix/plainEdges.js';
import type { Edges } from '../../src/domain/music/edges.js';
import { roles, type Role } from '../../src/domain/role.js';
import type { KeyVote, Tonality } from '../../src/domain/music/tonality.js';
import type { Credits } from '../../src/domain/track.js';
import type { PipelineError } from '../../src/errors.js';
import type { Analyzed, Analyzer, PlannedRegion } from '../../src/ports/analyzer.js';
import type { Decoded, Decoder, Encoder } from '../../src/ports/decoder.js';
import type { Fetcher } from '../../src/ports/fetcher.js';
import type { Mixer } from '../../src/ports/mixer.js';
import type { Separator } from '../../src/ports/separator.js';
import type { Stretcher } from '../../src/ports/stretcher.js';
import { clipOf } from './clips.js';

/** What the tools find; tests change it. */
export interface Findings {
  /** Sound of each address, by which it is identified; the address itself where none is named. */
  sound: Record<string, string>;
  decoded: Decoded;
  /** Tags of every file. */
  tags: Credits;
  regions: readonly PlannedRegion[];
  /** Share of voice in the regions, in the order asked; 1 for the rest. */
  voices: number[];
  /** How the voice of a mashup comes in and goes out; undefined: with its bars. */
  edges: Edges | undefined;
  facts: Analyzed['facts'];
  /** What is heard of keys, in the order asked; nothing for the rest. */
  keyVotes: KeyVote[];
}

const silentVote: KeyVote = { scores: Array.from({ length: 24 }, () => 0), tuning: 0, tuningClarity: 0 };

export interface TellingTools {
  /** The real one, which is allowed nothing but files. */
  readonly fetcher: Fetcher;
  readonly decoder: Decoder;
  readonly encoder: Encoder;
  readonly separator: Separator;
  readonly analyzer: Analyzer;
  readonly stretcher: Stretcher;
  readonly mixer: Mixer;
  readonly finds: Findings;
  /** What was asked of the tools, in order. */
  readonly asked: string[];
  /** What regions were analysed with, in order. */
  readonly tonalities: Tonality[];
  /** The next calls of a tool fail, one with each error; undefined: that call goes well. */
  fail(tool: string, ...errors: (PipelineError | undefined)[]): void;
}

/** Files of text that tells how they were made, in place of sound: what is wrong in a chain of tools can be read off its end. */
export function tellingTools(): TellingTools {
  const asked: string[] = [];
  const tonalities: Tonality[] = [];
  const failures = new Map<string, (PipelineError | undefined)[]>();
  const { grid, bars, key, tuning, keyConfidence, vocalActivity, loudness, supplies, trusted, doubts } =
    clipOf('any');
  const finds: Findings = {
    sound: {},
    decoded: { duration: 180, sourceDuration: 180, truncated: false },
    tags: {},
    regions: [0, 60, 120, 30, 90].map((start) => ({ start, duration: 40, merit: 1 })),
    voices: [],
    keyVotes: [],
    edges: undefined,
    facts: { grid, bars, key, tuning, keyConfidence, vocalActivity, loudness, supplies, trusted, doubts },
  };
  const told = (tool: string, ...about: (string | number)[]): void => {
    asked.push([tool, ...about].join(' '));
    const error = failures.get(tool)?.shift();
    if (error) throw error;
  };
  const read = (path: string): Promise<string> => readFile(path, 'utf8');
  const sound = (uri: string): string => finds.sound[uri] ?? uri;
  const files = (paths: Readonly<Partial<Record<string, string>>>): string =>
    Object.keys(paths).sort().join('+');
  return {
    asked,
    tonalities,
    finds,
    fail: (tool, ...errors) => void failures.set(tool, errors),
    fetcher: sourceFetcher(),
    decoder: {
      identify: async (uri) => {
        told('identify', uri);
        return Promise.resolve(`hash of ${sound(uri)}`);
      },
      tags: () => Promise.resolve(finds.tags),
      decode: async ({ uri, output, maxDuration }) => {
        told('decode', uri, maxDuration);
        await writeFile(output, sound(uri));
        return finds.decoded;
      },
    },
    encoder: {
      encode: async ({ input, output, format, bits, tags }) => {
        told('encode', basename(output), String(bits), JSON.stringify(tags ?? null));
        await writeFile(output, `${format}(${await read(input)})`);
      },
      toWav: async (input, output) => {
        told('toWav', basename(output));
        await writeFile(output, `wav(${await read(input)})`);
      },
      sumWavs: async (inputs, output) => {
        told('sum', basename(output));
        await writeFile(output, (await Promise.all(inputs.map(read))).join(' + '));
      },
      cutWav: async ({ input, output, start, duration }) => {
        told('cut', basename(output));
        await writeFile(output, `${await read(input)}[${start}+${duration}]`);
      },
    },
    separator: {
      name: 'splitter',
      licence: 'for tests',
      separate: async ({ input, outputs }, { onProgress } = {}) => {
        told('separate', basename(input));
        onProgress?.(0.5);
        for (const [stem, output] of Object.entries(outputs))
          await writeFile(output, `${stem} of ${await read(input)}`);
        onProgress?.(1);
      },
      close: () => Promise.resolve(),
    },
    analyzer: {
      planRegions: async (paths, known) => {
        told('plan', paths.map((path) => basename(path)).join('+'), JSON.stringify(known));
        return Promise.resolve(finds.regions);
      },
      hearKey: async (sources) => {
        told('key', files(sources));
        return Promise.resolve(finds.keyVotes.shift() ?? silentVote);
      },
      vocalShare: async (vocals, mix) => {
        told('voice', basename(vocals), basename(mix));
        return Promise.resolve(finds.voices.shift() ?? 1);
      },
      analyze: async ({ stems, given, tonality, outputDir }) => {
        if (tonality) tonalities.push(tonality);
        told('analyze', files(stems), JSON.stringify(given));
        if (!existsSync(outputDir)) throw new Error(`there is no ${outputDir}`);
        const of = { vocal: [stems.vocals], harmonic: [stems.other, stems.bass], percussion: [stems.drums] };
        const featureFiles: Record<string, string> = {};
        for (const role of roles) {
          const parts = await Promise.all(
            of[role].flatMap((path) => (path === undefined ? [] : [read(path)])),
          );
          if (parts.length === 0) continue;
          featureFiles[`${role}-rules`] = join(outputDir, `${role}.npy`);
          await writeFile(
            join(outputDir, `${role}.npy`),
            `features(${parts.join(' & ')}, ${JSON.stringify(given)})`,
          );
        }
        return { facts: finds.facts, featureFiles };
      },
      close: () => Promise.resolve(),
    },
    stretcher: {
      stretch: async ({ input, output, timeMap, duration, shift, formants }) => {
        told('stretch', basename(output), shift, String(formants));
        await writeFile(output, `${await read(input)} on ${JSON.stringify({ timeMap, duration, shift })}`);
      },
    },
    mixer: {
      edges: async ({ voice, sung, lines }) => {
        told('edges', await read(voice), `sung ${JSON.stringify(sung)}`);
        return finds.edges ?? plainEdges(lines);
      },
      mix: async ({ parts, muted, sung, ducked, mix, stems }) => {
        const singing = sung ? [`sung ${JSON.stringify(sung)}`] : [];
        told('mix', files(parts), `muted ${muted.join('+')}`, ...singing, ...(ducked ? [] : ['not ducked']));
        for (const [role, path] of Object.entries(stems))
          await writeFile(path, `balanced ${await read(parts[role as Role] ?? '')}`); // roles are the keys
        await writeFile(mix, `mix of ${files(parts)}`);
        return { loudness: -14, truePeak: -1, limited: 0, quieter: false, gains: {} };
      },
    },
  };
}
