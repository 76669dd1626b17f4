const packages: ReadonlyMap<string, { readonly apt: string; readonly brew: string }> = new Map([
  ['ffmpeg', { apt: 'ffmpeg', brew: 'ffmpeg' }],
  ['ffprobe', { apt: 'ffmpeg', brew: 'ffmpeg' }],
  ['fluidsynth', { apt: 'fluidsynth', brew: 'fluid-synth' }],
  ['rubberband', { apt: 'rubberband-cli', brew: 'rubberband' }],
]);

/** The command that installs a program on `platform` (Node's name of it). */
export function installHint(program: string, platform: NodeJS.Platform): string {
  const names = packages.get(program);
  if (!names) return `put ${program} on the PATH`;
  return platform === 'darwin' ? `brew install ${names.brew}` : `sudo apt-get install -y ${names.apt}`;
}
