import type { Topic } from '../../src/domain/topics.js';

export interface Description {
  readonly what: string;
  readonly key: string;
  readonly tombstone?: string;
  /** Others may read it, but not rely on it: it may change with any version. */
  readonly internal?: true;
  /** What others do with it. */
  readonly others: 'publish' | 'consume';
}

/** What the topics are, in words for who uses them from outside. */
export const descriptions: Readonly<Record<Topic, Description>> = {
  tracks: {
    what: 'Where the audio of a track is: `uri`, a mixed song, or `stems`, ready stems, for which separation is skipped; and what is known of it, which wins over analysis.',
    key: 'The publisher’s id of the track: text of 1 to 2,000 characters that can be seen.',
    tombstone: 'Removes the track and all that came of it.',
    others: 'publish',
  },
  works: {
    what: 'What is to be done for one sound.',
    key: 'The track’s id: a hash of its sound.',
    internal: true,
    others: 'consume',
  },
  clips: {
    what: 'One indexed clip: analysis, and where its stems and features lie in the blob store.',
    key: 'The clip’s id.',
    tombstone: 'The clip is gone.',
    others: 'consume',
  },
  rerank: {
    what: 'The ranking of a seed is to be made again.',
    key: 'The clip id of the seed.',
    internal: true,
    others: 'consume',
  },
  mashups: {
    what: 'The ranking of a vocal seed, best first: the newest record of a key is the whole ranking, and stands for all before it.',
    key: 'The clip id of the vocal seed.',
    tombstone: 'The seed is gone, and its ranking with it.',
    others: 'consume',
  },
  'training-samples': {
    what: 'A training sample: three parts with their condition, described in full and not rendered. Delivered at least once; the key tells repetitions.',
    key: 'The sample’s id.',
    others: 'consume',
  },
  models: {
    what: 'A trained model and where its files lie, the version of a name that scores are made by, a training under way, or the terms on which rankings are made from now on.',
    key: '`<name>/<version>`, `<name>/current`, `<name>/training` or `terms`.',
    internal: true,
    others: 'consume',
  },
  retrain: {
    what: 'It may be time to teach a model further: who takes the request decides.',
    key: 'The name of the model.',
    internal: true,
    others: 'consume',
  },
  'dead-letters': {
    what: 'A record that could not be worked on, its bytes as they were, with the reason in headers.',
    key: 'The key of the original record.',
    others: 'consume',
  },
};
