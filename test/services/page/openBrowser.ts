import { mkdir, rm } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** A page in a browser. */
export interface Page {
  /** The value of an expression in the page; a promise is waited for. Throws what it throws. */
  evaluate(expression: string): Promise<unknown>;
  /** A click of a mouse in the middle of the first element that the selector finds. */
  click(selector: string): Promise<void>;
  press(code: string, modifiers?: { readonly shift: boolean }): Promise<void>;
  /** Of the whole page, PNG. */
  screenshot(size: {
    readonly width: number;
    readonly height: number;
    readonly dark?: boolean;
  }): Promise<Buffer>;
  /** Errors and warnings on the console, exceptions, failed loads. */
  readonly problems: readonly string[];
  /** Addresses of all requests. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const answerSchema = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
type Answer = z.infer<typeof answerSchema>;

/** The DevTools protocol over pipes 3 and 4: messages of JSON, each ended by a zero byte. */
function speak(child: ChildProcess, onEvent: (method: string, params: Record<string, unknown>) => void) {
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (answer: Answer) => void>();
  let rest = '';
  from.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const answer = answerSchema.parse(JSON.parse(message));
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
      else if (answer.method !== undefined) onEvent(answer.method, answer.params ?? {});
    }
  });
  child.once('exit', () => {
    for (const [id, answer] of waiting) answer({ id, error: { message: 'the browser has ended' } });
  });
  let last = 0;
  return (method: string, params: object = {}, sessionId?: string): Promise<unknown> => {
    const id = (last += 1);
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result);
      });
    });
  };
}

const options = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--mute-audio'],
];

const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ exception: z.object({ description: z.string() }) }).optional(),
});

/** Opens a file in Debian's chromium, from disk. `before` is run in the page before its own scripts. */
export async function openBrowser(
  file: string,
  { profile, before }: { profile: string; before: string },
): Promise<Page> {
  await mkdir(profile, { recursive: true });
  const child = spawn('chromium', [...options, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const problems: string[] = [];
  const requests: string[] = [];
  let loaded = (): void => undefined;
  const send = speak(child, (method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Network.requestWillBeSent')
      requests.push(z.object({ request: z.object({ url: z.string() }) }).parse(params).request.url);
    if (['Runtime.exceptionThrown', 'Log.entryAdded', 'Network.loadingFailed'].includes(method))
      problems.push(JSON.stringify(params));
    if (
      method === 'Runtime.consoleAPICalled' &&
      ['error', 'warning', 'assert'].includes(String(params['type']))
    )
      problems.push(JSON.stringify(params));
  });
  const { targetId } = z
    .object({ targetId: z.string() })
    .parse(await send('Target.createTarget', { url: 'about:blank' }));
  const { sessionId } = z
    .object({ sessionId: z.string() })
    .parse(await send('Target.attachToTarget', { targetId, flatten: true }));
  const ask = (method: string, params: object = {}) => send(method, params, sessionId);
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await ask(`${domain}.enable`);
  await ask('Page.addScriptToEvaluateOnNewDocument', { source: before });
  const done = new Promise<void>((resolve) => (loaded = resolve));
  await ask('Page.navigate', { url: pathToFileURL(file).href });
  await done;

  const evaluate = async (expression: string): Promise<unknown> => {
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = evaluated.parse(await ask('Runtime.evaluate', asked));
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    return result.value;
  };
  const point = z.object({ x: z.number(), y: z.number() });
  return {
    ...{ problems, requests, evaluate },
    async click(selector) {
      const { x, y } = point.parse(
        await evaluate(`(() => {
          const found = document.querySelector(${JSON.stringify(selector)});
          found.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = found.getBoundingClientRect();
          return { x: left + width / 2, y: top + height / 2 };
        })()`),
      );
      for (const type of ['mousePressed', 'mouseReleased'])
        await ask('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
    },
    async press(code, { shift } = { shift: false }) {
      const key = code === 'Space' ? ' ' : code.replace(/^(Key|Digit)/, '');
      for (const type of ['keyDown', 'keyUp'])
        await ask('Input.dispatchKeyEvent', { type, code, key, modifiers: shift ? 8 : 0 });
    },
    async screenshot({ width, height, dark = false }) {
      await ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
      await ask('Emulation.setEmulatedMedia', { features });
      const shot = await ask('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
      return Buffer.from(z.object({ data: z.string() }).parse(shot).data, 'base64');
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close').catch(() => child.kill('SIGKILL'));
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}
