import { PipelineError } from '../../../src/errors.js';
import { aptInstall } from './aptInstall.js';
import { versionOf } from './versionOf.js';

/** A program of a tool chain: how it tells its version, the oldest that will do, and the Debian package that brings it. */
export interface Tool {
  readonly program: string;
  readonly ask: readonly string[];
  readonly least: readonly [major: number, minor: number];
  readonly debian: string;
}

export const go: Tool = { program: 'go', ask: ['version'], least: [1, 22], debian: 'golang-go' };
export const java: Tool = {
  program: 'java',
  ask: ['-version'],
  least: [17, 0],
  debian: 'openjdk-17-jre-headless',
};
export const maven: Tool = { program: 'mvn', ask: ['--version'], least: [3, 6], debian: 'maven' };

/** Sees to it that the tool is there, installing it where that goes without asking. Error `missing-program`, with what is needed. */
export async function needTool(tool: Tool): Promise<void> {
  if (problem(tool) === undefined) return;
  await aptInstall(tool.debian, (version) => isEnough(version, tool));
  const lack = problem(tool);
  if (lack !== undefined) throw new PipelineError('missing-program', lack);
}

const isEnough = ([major, minor]: readonly [number, number], { least }: Tool): boolean =>
  major > least[0] || (major === least[0] && minor >= least[1]);

function problem(tool: Tool): string | undefined {
  const { program, ask, least, debian } = tool;
  const needed = `${program} ${least.join('.')} or newer is needed (Debian: ${debian})`;
  const found = versionOf(program, ask);
  if (!found) return `${program} is not installed; ${needed}`;
  return isEnough(found, tool) ? undefined : `${program} ${found.join('.')} is too old; ${needed}`;
}
