import type { PublishedModel } from '../../../domain/learning/publishedModel.js';
import type { Scorer } from '../../../ports/scorer.js';
import { networkScorerOf, type NetworkParts } from '../wiring/networkScorerOf.js';
import { fetchModel, type FetchingStores } from './fetchModel.js';

export interface PublishedScorerOptions extends FetchingStores {
  readonly parts: NetworkParts;
}

/**
 * A scorer by a published model: fetched, checked, loaded, and compared with the processor where another provider computes it. Errors: those of
 * fetchModel, `unreadable`, `child-died`.
 */
export async function publishedScorer(
  { parts, ...stores }: PublishedScorerOptions,
  model: PublishedModel,
): Promise<Scorer> {
  const fetched = await fetchModel(stores, model);
  let scorer: Scorer | undefined;
  const close = async (): Promise<void> => {
    await scorer?.close();
    await fetched.dispose();
  };
  try {
    scorer = networkScorerOf(parts, fetched);
    const report = await scorer.open?.();
    return { ...scorer, ...(report && { provider: report.provider }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
