/** Endings of files that are taken for songs, in the order in which one wins over another of the same name. */
export const audioExtensions = [
  ...['.flac', '.wav', '.aiff', '.aif', '.m4a', '.aac', '.mp3', '.ogg', '.opus'],
  ...['.mp4', '.mkv', '.mov', '.webm', '.avi'],
] as const;
