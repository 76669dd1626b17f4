import { needTool, type Tool } from '../tools/needTool.js';

const chromium: Tool = { program: 'chromium', ask: ['--version'], least: [100, 0], debian: 'chromium' };

/** Sees to it that there is a browser. Error `missing-program`. */
export const installChromium = (): Promise<void> => needTool(chromium);
