import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { BlobRef } from '../../domain/blobRef.js';
import type { S3Place } from './s3Place.js';

/** Content whose length and hash are known: bytes, or a stream of them. */
export type Content = NonNullable<PutObjectCommand['input']['Body']>;

/**
 * Puts one object whole or not at all. Length and SHA-256 are announced in the signed head of the request, and the server refuses what
 * differs from them.
 */
export async function putObject(
  { client, bucket, objectOf }: S3Place,
  { key, size, sha256 }: BlobRef,
  content: Content,
  signal?: AbortSignal,
): Promise<void> {
  const command = new PutObjectCommand({
    ...{ Bucket: bucket, Key: objectOf(key) },
    ...{ Body: content, ContentLength: size },
  });
  command.middlewareStack.add(
    (next) => (args) => {
      // The SDK signs this head as it finds it; else it would leave the content of streams out of the signature.
      if (hasHeaders(args.request)) args.request.headers['x-amz-content-sha256'] = sha256;
      return next(args);
    },
    { step: 'build', name: 'announceSha256' },
  );
  await client.send(command, signal && { abortSignal: signal });
}

const hasHeaders = (request: unknown): request is { readonly headers: Record<string, string> } =>
  typeof request === 'object' && request !== null && 'headers' in request;
