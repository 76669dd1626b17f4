import { secretSettings } from '../../config.js';
import { shownValue } from '../../domain/text/shownValue.js';
import type { ConfigLayer } from './configLayer.js';

/**
 * What was given for a setting, to stand behind what is wrong with it: ` (given: 3)`. Nothing where it is secret, came from a file of its
 * own, or holds what looks like a password before an `@`.
 */
export function givenText(field: string, layer: ConfigLayer | undefined): string {
  if (secretSettings.has(field) || layer?.isHidden?.(field)) return '';
  const given = layer?.values[field];
  return mayHoldPassword(given) ? '' : ` (given: ${shownValue(given)})`;
}

function mayHoldPassword(value: unknown): boolean {
  if (value === undefined) return false;
  try {
    const text = JSON.stringify(value);
    const colon = text.indexOf(':');
    return colon >= 0 && text.indexOf('@', colon) >= 0;
  } catch {
    // Nested so deeply that it is not shown either.
    return false;
  }
}
