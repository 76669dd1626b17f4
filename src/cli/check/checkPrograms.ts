import { installHint } from '../../adapters/process/installHint.js';
import { programVersion } from '../../adapters/process/programVersion.js';
import { PipelineError } from '../../errors.js';
import type { Finding } from './finding.js';

/** `least`: the oldest major version that will do (Rubber Band 3 brought the R3 engine). The set-up scripts ask for the same. */
const needed = [
  { name: 'ffmpeg', ask: '-version', least: 4 },
  { name: 'ffprobe', ask: '-version', least: 4 },
  { name: 'rubberband', ask: '--version', least: 3 },
] as const;

/** Are the programs there, and new enough? */
export const checkPrograms = (env: NodeJS.ProcessEnv = process.env): readonly Finding[] =>
  needed.map(({ name, ask, least }) => {
    const version = versionOf(name, ask, env);
    const remedy = `Install it: ${installHint(name, process.platform)}`;
    if (version instanceof PipelineError) {
      const cure = version.code === 'missing-program' ? ` ${remedy}` : '';
      return { what: name, well: false, text: `${version.message}${cure}` };
    }
    if (version === undefined) return { what: name, well: false, text: `is not on the PATH. ${remedy}` };
    if (version !== '' && Number.parseInt(version, 10) < least)
      return {
        what: name,
        well: false,
        text: `${version} is too old: version ${least} or newer is needed. ${remedy}`,
      };
    return { what: name, well: true, text: version || 'version unknown' };
  });

function versionOf(name: string, ask: string, env: NodeJS.ProcessEnv): string | PipelineError | undefined {
  try {
    return programVersion(name, ask, env);
  } catch (error) {
    return PipelineError.from(error);
  }
}
