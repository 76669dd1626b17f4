import { SaxesParser } from 'saxes';

/** An element with what is in it, in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** Deeper nothing of a score lies; a file that goes on is none. */
const deepest = 64;

/** Reads XML without what is printed of a score (`leaveOut`: names of elements). Throws where it is not well formed. */
export function xmlTree(xml: string, leaveOut: ReadonlySet<string>): XmlElement | undefined {
  const parser = new SaxesParser();
  const open: Open[] = [];
  let skipped = 0;
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (skipped > 0 || leaveOut.has(name)) {
      skipped += 1;
      return;
    }
    if (open.length >= deepest) throw new Error(`it has elements within each other ${deepest} times`);
    open.push({ name, attributes, children: [], text: '' });
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (skipped === 0 && element) element.text += text;
  });
  parser.on('closetag', () => {
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const closed = open.pop();
    if (!closed) return;
    const element = { ...closed, text: closed.text.trim() };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  parser.write(xml).close();
  return root;
}

/** The first child of a name. */
export const childOf = ({ children }: XmlElement, name: string): XmlElement | undefined =>
  children.find((child) => child.name === name);

/** The text at the end of a path of children; undefined where there is none. */
export function textOf(element: XmlElement, ...path: readonly string[]): string | undefined {
  let at: XmlElement | undefined = element;
  for (const name of path) at = at && childOf(at, name);
  return at?.text;
}

/** The same as a number; undefined where it is none. */
export function numberOf(element: XmlElement, ...path: readonly string[]): number | undefined {
  const text = textOf(element, ...path);
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
