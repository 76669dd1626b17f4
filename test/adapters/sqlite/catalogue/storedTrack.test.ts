import { expect, it } from 'vitest';
import { openDatabase } from '../../../../src/adapters/sqlite/database/openDatabase.js';
import { migrations } from '../../../../src/adapters/sqlite/database/migrations.js';
import { connect } from '../../../../src/adapters/sqlite/database/connect.js';
import { sqliteCatalogue } from '../../../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { clipOf } from '../../../support/clips.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();

it('a database of an earlier version keeps its tracks, their names and its clips', async () => {
  const old = connect(path('old.db'), false);
  for (const step of migrations.slice(0, 2)) old.exec(step);
  old.exec('PRAGMA user_version = 2');
  const given = { bpm: 120 };
  const record = {
    ...{ trackId: 't', publisherIds: ['a', 'b'], source: { uri: '/a.mp3', title: 'T' }, given, duration: 40 },
    ...{ complete: true, clipIds: ['c'], notes: ['noted'] },
  };
  old.prepare('INSERT INTO tracks VALUES (?, ?)').run('t', JSON.stringify(record));
  for (const id of ['a', 'b']) old.prepare('INSERT INTO publishers VALUES (?, ?)').run(id, 't');
  const { digest, ...rest } = clipOf('c');
  expect(digest).toBeDefined();
  const clip = JSON.stringify({ ...rest, revision: 7 });
  old.prepare("INSERT INTO clips VALUES ('c', 't', 0, 120, 1, 4, 1, 1, 1, 1, ?)").run(clip);
  old.close();

  const db = openDatabase(path('old.db'));
  const catalogue = sqliteCatalogue(db);
  const said = { uri: '/a.mp3', credits: { title: 'T' }, tags: {}, given, notes: [] };
  expect(await catalogue.publicationsOf('t')).toEqual(
    ['a', 'b'].map((id) => ({ id, trackId: 't', said: { id, ...said }, formerly: [], revision: 1 })),
  );
  expect(await catalogue.listTracks({ limit: 9 })).toEqual([
    {
      ...{ trackId: 't', source: record.source, given, complete: true, clipIds: ['c'], notes: ['noted'] },
      ...{
        publications: [
          { id: 'a', ...said },
          { id: 'b', ...said },
        ],
        regions: [],
      },
    },
  ]);
  expect(await catalogue.queryStamps({ supplies: 'vocal', trustedOnly: true, limit: 9 })).toEqual([
    { clipId: 'c', digest: '' },
  ]);
  db.close();
});
