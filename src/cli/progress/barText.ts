import { padText } from '../text/padText.js';

export interface BarText {
  readonly label: string;
  readonly fraction: number;
  readonly tail: string;
}

const widest = 28;

/** `label ████░░░░  42 % tail` in at most `columns`; narrow terminals give up the bar, then the tail. */
export function barText({ label, fraction, tail }: BarText, columns: number): string {
  const percent = `${String(Math.floor(fraction * 100)).padStart(3)} %`;
  const labelWidth = Math.min(widest, Math.max(10, Math.floor(columns / 3)));
  const barWidth = Math.min(30, columns - labelWidth - tail.length - percent.length - 4);
  const full = Math.round(fraction * Math.max(0, barWidth));
  const bar = barWidth >= 5 ? `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ` : '';
  return padText(`${padText(label, labelWidth)} ${bar}${percent} ${tail}`, columns - 1).trimEnd();
}
