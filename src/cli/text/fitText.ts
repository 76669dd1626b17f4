import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter();

/** `text` in at most `width` columns of a terminal, cut off with an ellipsis; wide characters take two columns. */
export function fitText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let fitted = '';
  for (const { segment } of graphemes.segment(text)) {
    if (stringWidth(fitted + segment) > width - 1) break;
    fitted += segment;
  }
  return width > 0 ? `${fitted.trimEnd()}…` : '';
}
