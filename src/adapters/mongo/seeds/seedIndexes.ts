import type { IndexDescription } from 'mongodb';

/** One for each question that is asked of the states. A changed index has another name. */
export const seedIndexes: readonly IndexDescription[] = [
  { name: 'by-shortlist', key: { shortlistIds: 1, _id: 1 } },
  { name: 'by-cut', key: { cut: 1, _id: 1 } },
  { name: 'by-best', key: { scorer: 1, best: -1, _id: 1 } },
  { name: 'by-terms', key: { scorer: 1, order: -1 } },
];
