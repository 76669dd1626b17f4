import ts from 'typescript';
import { projectPath } from './projectFile.js';

/** A value that should be one of a type. */
export interface Typed {
  readonly value: unknown;
  /** The module that exports the type. */
  readonly from: string;
  readonly type: string;
  /** It is a part of one: only fields that are unknown are told. */
  readonly isPart?: boolean;
}

const unknownField = 2353;

/** What TypeScript says of each value as one of its type: fields that are unknown, missing, or of another kind. */
export function typeProblems(all: readonly Typed[]): readonly (readonly string[])[] {
  const files = all.map((_, i) => projectPath(`test/support/checked${i}.ts`));
  const texts = new Map(all.map((typed, i) => [files[i], textOf(typed)]));
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  };
  const host = ts.createCompilerHost(options);
  const others = { ...host };
  host.fileExists = (name) => texts.has(name) || others.fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? others.getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram(files, options, host));
  return all.map(({ isPart = false }, i) =>
    found
      .filter(({ code, file }) => file?.fileName === files[i] && (!isPart || code === unknownField))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

const textOf = ({ value, from, type }: Typed): string =>
  `import type { ${type} } from '${from}';\nexport const it: ${type} = ${JSON.stringify(value)};\n`;
