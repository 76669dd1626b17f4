import type { ClipQuery } from '../../../../src/ports/catalogue.js';

/** The query for every clip that supplies harmony. */
export const all: ClipQuery = { supplies: 'harmonic', trustedOnly: false, limit: 512 };
