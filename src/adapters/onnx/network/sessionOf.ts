import type { SessionOptions } from '../openSession.js';
import { networkSession, type NetworkSession } from './networkSession.js';

const sessions = new Map<string, Promise<NetworkSession>>();

/** The session of a file, opened once a process; a failure to load is not remembered. */
export function sessionOf(file: string, options: SessionOptions): Promise<NetworkSession> {
  const known = sessions.get(file) ?? networkSession(file, options);
  sessions.set(file, known);
  known.catch(() => sessions.delete(file));
  return known;
}
