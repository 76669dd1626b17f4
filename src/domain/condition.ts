/** How the parts of a mashup were chosen (method §2). */
export const conditions = [
  'original',
  'matched',
  'unmatched-key',
  'unmatched-tempo',
  'unmatched-key-tempo',
] as const;
export type Condition = (typeof conditions)[number];
