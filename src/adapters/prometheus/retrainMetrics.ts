import { Gauge, type Registry } from 'prom-client';
import type { Milliseconds } from '../../domain/units.js';

/** What is told of trainings. */
export interface RetrainMetrics {
  waiting(samples: number): void;
  taught(at: Milliseconds, figures: Readonly<Record<string, unknown>>): void;
}

/** Figures of a version that was taught further, by the name of the model that they are of. */
const figures = { challenger: 'harmonyOfVoice', champion: 'parentHarmonyOfVoice' } as const;

/** The series of the teaching of models. */
export function retrainMetrics(registry: Registry): RetrainMetrics {
  const registers = [registry];
  const waiting = new Gauge({
    name: 'mashstream_retrain_samples_waiting',
    help: 'Training samples that no version of the model was taught by, when it was last looked',
    registers,
  });
  const last = new Gauge({
    name: 'mashstream_retrain_last_timestamp_seconds',
    help: 'When this worker last taught a version of the model; 0: not yet',
    registers,
  });
  const area = new Gauge({
    name: 'mashstream_retrain_area',
    help: 'Area under ROC of a voice and its own harmony on held-out songs: of the version that was taught last, and of the one that it was taught from',
    labelNames: ['model'],
    registers,
  });
  return {
    waiting: (samples) => waiting.set(samples),
    taught(at, of) {
      last.set(at / 1000);
      for (const [model, name] of Object.entries(figures)) {
        const figure = of[name];
        if (isEstimate(figure)) area.set({ model }, figure.mean);
        else area.remove({ model });
      }
    },
  };
}

const isEstimate = (figure: unknown): figure is { readonly mean: number } =>
  typeof figure === 'object' && figure !== null && 'mean' in figure && typeof figure.mean === 'number';
