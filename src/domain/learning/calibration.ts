import { z } from 'zod';

/** How a score becomes a posterior of *good*: 1 / (1 + e^(a · score + b)) (Platt 1999). */
export const calibrationSchema = z.object({ a: z.number(), b: z.number() });
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;

/** Posterior of *good*, 0 … 1. */
export const posteriorOf = ({ a, b }: Calibration, score: number): number =>
  1 / (1 + Math.exp(a * score + b));
