import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { expect, it } from 'vitest';
import { spanObserver } from '../../../src/adapters/opentelemetry/spanObserver.js';
import { PipelineError } from '../../../src/errors.js';
import type { Subject } from '../../../src/metrics.js';

const id = '0af7651916cd43dd8448eb211c80319c';
const subject: Subject = {
  record: { topic: 'tracks', partition: 0, offset: 3 },
  trace: { id, traceparent: `00-${id}-b7ad6b7169203331-01` },
};

it('makes a span of each piece of work, below the record’s traceparent, and marks what failed', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const observer = spanObserver(provider);
  observer.started('decode', 'a', subject);
  observer.started('decode', 'b', subject);
  observer.failed('decode', 'b', new PipelineError('not-audio', 'no sound'), subject);
  observer.finished('decode', 'b', 1, subject);
  observer.finished('decode', 'a', 1, subject);
  const [b, a] = exporter.getFinishedSpans();
  for (const span of [a, b]) {
    expect(span.name).toBe('decode');
    expect(span.spanContext().traceId).toBe(id);
    expect(span.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
  }
  expect(a.attributes).toMatchObject({ 'messaging.destination.name': 'tracks', 'messaging.kafka.offset': 3 });
  expect(a.status.code).toBe(SpanStatusCode.UNSET);
  expect(b.attributes['error.type']).toBe('not-audio');
  expect(b.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no sound' });
});

it('without an SDK costs nothing and says nothing', () => {
  const observer = spanObserver();
  observer.started('decode', 'a', subject);
  observer.finished('decode', 'a', 1, subject);
  observer.finished('decode', 'never begun', 1, subject);
});
