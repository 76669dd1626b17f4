import { sqliteAttempts } from '../../src/adapters/sqlite/log/sqliteAttempts.js';
import { attemptsContract } from './attemptsContract.js';
import { sqliteFixture } from './sqliteFixture.js';

attemptsContract('attempts: SQLite', () => sqliteFixture(sqliteAttempts));
