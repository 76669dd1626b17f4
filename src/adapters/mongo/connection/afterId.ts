import type { IdPage } from '../../../ports/catalogue.js';

/** The filter of a page: of ids that come after the last of the page before. */
export const afterId = ({ after }: IdPage): { readonly _id?: { readonly $gt: string } } =>
  after === undefined ? {} : { _id: { $gt: after } };
