import { processStamp } from './processStamp.js';

/** The stamp of this process (see processStamp). */
export const ownStamp = (): string => processStamp(process.pid) ?? `${process.pid}-0`;
