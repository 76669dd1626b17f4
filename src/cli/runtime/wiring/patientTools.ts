import type { Patience } from '../../../adapters/shared/patience.js';
import { patient } from '../../../adapters/shared/patient.js';
import type { Tools } from './openTools.js';

/** Tools that wait for what they need while that is away: no file can be opened, say, because too many are. */
export const patientTools = (tools: Tools, patience: Patience): Tools => ({
  fetcher: patient(tools.fetcher, patience),
  decoder: patient(tools.decoder, patience),
  encoder: patient(tools.encoder, patience),
  separator: patient(tools.separator, patience),
  analyzer: patient(tools.analyzer, patience),
  mixer: patient(tools.mixer, patience),
  stretcher: patient(tools.stretcher, patience),
  close: () => tools.close(),
});
