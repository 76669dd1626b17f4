import type { Addresses } from '../../test/services/services.js';
import { services } from '../../test/services/services.js';
import type { Server } from '../../test/services/server/server.js';

export const serverNames = ['kafka', 'mongo', 's3'] as const;
export type ServerName = (typeof serverNames)[number];

export type Servers = { readonly [Name in ServerName]: Server<Addresses[Name]> };

/** Servers of their own, one of each kind. */
export async function startServers(): Promise<Servers> {
  for (const name of serverNames) await services[name].install();
  const { kafka, mongo, s3 } = services;
  return { kafka: await kafka.start(), mongo: await mongo.start(), s3: await s3.start() };
}

/** Where they are. */
export const addressesOf = ({ kafka, mongo, s3 }: Servers): Pick<Addresses, ServerName> => ({
  kafka: kafka.address,
  mongo: mongo.address,
  s3: s3.address,
});

export async function stopServers(servers: Servers): Promise<void> {
  for (const name of serverNames) await servers[name].stop();
}
