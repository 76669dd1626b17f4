/** Containers that are read; none of them can point to another file. Names of ffmpeg's demuxers. */
export const formats = [
  ...[
    'aac',
    'ac3',
    'aiff',
    'amr',
    'ape',
    'asf',
    'au',
    'avi',
    'caf',
    'dts',
    'eac3',
    'flac',
    'flv',
    'matroska',
    'webm',
  ],
  ...[
    'mov',
    'mp4',
    'm4a',
    '3gp',
    '3g2',
    'mj2',
    'mp3',
    'mpc',
    'mpc8',
    'mpeg',
    'mpegts',
    'ogg',
    'tak',
    'tta',
    'voc',
  ],
  ...['w64', 'wav', 'wv'],
] as const;

const largestBlock = 256 * 1024 * 1024;

/**
 * Options of ffmpeg and ffprobe, before the input, under which an untrusted file cannot make them open anything else
 * (no playlists, no addresses, no external references of mov) nor take any amount of memory at once.
 */
export const safeInput: readonly string[] = [
  ...['-max_alloc', String(largestBlock)],
  ...['-protocol_whitelist', 'file,pipe'],
  ...['-format_whitelist', formats.join(',')],
];
