import { shortText } from './shortText.js';

const most = 100;

/** What somebody gave, as JSON, for a message about it; never fails, whatever it is. */
export function shownValue(value: unknown): string {
  try {
    return value === undefined ? 'nothing' : shortText(JSON.stringify(value), most);
  } catch {
    // Nested so deeply that it cannot be written.
    return 'something nested too deeply to show';
  }
}
