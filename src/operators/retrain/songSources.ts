import { dataSource } from '../../domain/learning/dataSource.js';
import type { Model } from '../../domain/learning/model.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TaughtSong } from '../../ports/teacher.js';

/** Of songs that came with ready stems. */
const unseparated = 'none';

/** Whose music songs are, by licence, and on what terms they were separated. */
export async function songSources(
  catalogue: Pick<Catalogue, 'getTrack'>,
  songs: readonly TaughtSong[],
): Promise<Model['data']> {
  const licences: (string | undefined)[] = [];
  for (const { clips } of songs) {
    const [{ trackId, source }] = clips;
    licences.push((await catalogue.getTrack(trackId))?.source.licence ?? source.licence);
  }
  const separators = songs.map(({ clips: [clip] }) => clip.separator);
  const separated = new Map(
    separators.filter(({ licence }) => licence !== unseparated).map(({ name, licence }) => [name, licence]),
  );
  return [
    ...[...new Set(licences)].map((licence) =>
      dataSource('songs', licence, licences.filter((each) => each === licence).length),
    ),
    ...[...separated].map(([name, licence]) =>
      dataSource(`separation by ${name}`, licence, separators.filter((each) => each.name === name).length),
    ),
  ];
}
