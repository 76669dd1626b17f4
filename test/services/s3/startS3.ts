import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { createS3Client } from '../../../src/adapters/s3/createS3Client.js';
import type { Place, Server, ServerKind } from '../server/server.js';
import { startServer } from '../server/startServer.js';
import { installS3 } from './installS3.js';

export interface S3Address {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type Login = Pick<S3Address, 'accessKeyId' | 'secretAccessKey'>;

const region = 'us-east-1';
const usual: Login = { accessKeyId: 'mashstream', secretAccessKey: 'made-for-tests' };

/** Starts an S3 server without buckets. */
export async function startS3(login = usual): Promise<Server<S3Address>> {
  const program = await installS3();
  try {
    return await startServer(versitygw(program, login, false));
  } catch (error) {
    // Not every file system keeps attributes beside a file.
    if (/xattr|extended attributes/i.test(String(error))) return startServer(versitygw(program, login, true));
    throw error;
  }
}

/** `sidecar`: metadata in files of their own in place of extended attributes. */
function versitygw(program: string, login: Login, sidecar: boolean): ServerKind<S3Address> {
  const folder = ({ dir }: Place, name: string): string => join(dir, name);
  return {
    name: 'S3',
    prepare: async (place) => {
      await mkdir(folder(place, 'data'));
      await mkdir(folder(place, 'attributes'));
    },
    command: (place) => [
      ...([program, '--quiet', '--keep-alive', '--port', `127.0.0.1:${place.port}`] as const),
      ...['--access', login.accessKeyId, '--secret', login.secretAccessKey, '--region', region],
      ...['posix', ...(sidecar ? ['--sidecar', folder(place, 'attributes')] : []), folder(place, 'data')],
    ],
    address: ({ port }) => ({ endpoint: `http://127.0.0.1:${port}`, region, ...login }),
    answers: s3Answers,
    end: 'SIGTERM',
  };
}

/** A client for tests. */
export const s3Client = ({ endpoint, region, ...credentials }: S3Address): S3Client =>
  createS3Client({ endpoint, region, credentials });

/** Resolves when the server answers with its buckets. */
export async function s3Answers(address: S3Address): Promise<void> {
  const client = s3Client(address);
  try {
    await client.send(new ListBucketsCommand());
  } finally {
    client.destroy();
  }
}
