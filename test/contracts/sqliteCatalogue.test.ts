import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { catalogueContract } from './catalogueContract.js';
import { sqliteFixture } from './sqliteFixture.js';

catalogueContract('catalogue: SQLite', () => sqliteFixture(sqliteCatalogue));
