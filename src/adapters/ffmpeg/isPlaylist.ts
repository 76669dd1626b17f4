import { extname } from 'node:path';

const extensions: readonly string[] = [
  ...[
    '.m3u',
    '.m3u8',
    '.pls',
    '.xspf',
    '.asx',
    '.wax',
    '.wvx',
    '.ram',
    '.smil',
    '.mpd',
    '.sdp',
    '.cue',
    '.f4m',
  ],
  ...['.concat', '.ffconcat', '.ffcat', '.rtsp', '.strm', '.wpl', '.zpl'],
];

const beginnings: readonly RegExp[] = [
  /^#EXT(M3U|INF)/i,
  /^ffconcat\b/i,
  /^\[(playlist|reference)\]/i,
  /^v=0\s/,
  /^<[^]*<?(asx|smil|playlist|mpd|wpl)\b/i,
  /^(https?|rtsps?|rtmps?|mms|ftp|file):\/\//i,
];

/** Whether a file, by its name or its first bytes, is a list that points to other files or addresses. */
export function isPlaylist(path: string, head: Uint8Array): boolean {
  if (extensions.includes(extname(path).toLowerCase())) return true;
  const text = new TextDecoder().decode(head).trimStart();
  return beginnings.some((pattern) => pattern.test(text));
}
