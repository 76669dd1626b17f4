import { clipSchema, type Clip } from '../../../domain/clip.js';
import { problemPath, problemText } from '../../../domain/text/problemText.js';
import { PipelineError } from '../../../errors.js';

/** A clip as it is stored; `bad-message` where it does not keep to its schema (a NaN, say), so that only sound ones are stored. */
export function clipJson(clip: Clip): string {
  const json = JSON.stringify(clip);
  const checked = clipSchema.safeParse(JSON.parse(json));
  if (checked.success) return json;
  const issue = checked.error.issues[0];
  throw new PipelineError(
    'bad-message',
    `Storing clip ${clip.clipId}: ${problemPath(issue)}: ${problemText(issue)}. Analyse it again.`,
    {
      context: { clipId: clip.clipId },
    },
  );
}
