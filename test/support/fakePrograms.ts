import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const real = (program: string): string =>
  execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();

/** Puts shell scripts under names of programs into a folder; `REAL` in a script is the real program. The PATH that finds them first. */
export function fakePrograms(folder: string, scripts: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  for (const [program, script] of Object.entries(scripts)) {
    const path = join(folder, program);
    writeFileSync(path, `#!/bin/sh\n${script.replaceAll('REAL', `'${real(program)}'`)}\n`);
    chmodSync(path, 0o755);
  }
  return `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
}

/** ffmpeg that never ends: in identifying what lies in a folder "deaf", in decoding what lies in a folder "slow". */
export const sleepyFfmpeg = `
case "$*" in
  */deaf/*streamhash* | */slow/*pcm_f32le*) sleep 3600 & wait ;;
esac
exec REAL "$@"`;

/**
 * rubberband that fails ($BROKEN is exit) or is killed ($BROKEN is kill) whenever it works for the first mashup that it was asked for; the
 * second attempt at that one has a working folder of its own. $NOTES is an empty folder.
 */
export const brokenRubberband = `
for last; do :; done
work=$(dirname "$last")
ln -s "$work" "$NOTES/first" 2>/dev/null
bad=no
[ "$(readlink "$NOTES/first")" = "$work" ] && bad=yes
if [ "$BROKEN" = kill ] && [ $bad = no ]; then
  ln -s "$work" "$NOTES/second" 2>/dev/null
  [ "$(readlink "$NOTES/second")" = "$work" ] && bad=yes
fi
if [ $bad = yes ]; then
  [ "$BROKEN" = kill ] && kill -9 $$
  echo 'a string is broken' >&2
  exit 7
fi
exec REAL "$@"`;
