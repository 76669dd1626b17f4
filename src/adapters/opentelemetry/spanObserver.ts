import {
  context,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Span,
  type TracerProvider,
} from '@opentelemetry/api';
import { silentObserver, type StageObserver, type Subject } from '../../metrics.js';

/**
 * A span for each piece of work of a stage, below the `traceparent` of the consumed record. Nothing happens until the process has an
 * OpenTelemetry SDK; `provider`: another than the process's.
 */
export function spanObserver(provider: TracerProvider = trace.getTracerProvider()): StageObserver {
  const tracer = provider.getTracer('mashstream');
  // A stage works on one message of a key at a time.
  const open = new Map<string, Span>();
  const nameOf = (stage: string, key: string): string => `${stage}\n${key}`;
  return {
    ...silentObserver,
    started(stage, key, subject) {
      if (!subject) return;
      const { topic, partition, offset } = subject.record;
      const attributes = {
        'messaging.destination.name': topic,
        'messaging.destination.partition.id': String(partition),
        'messaging.kafka.offset': offset,
        'messaging.kafka.message.key': key,
      };
      open.set(nameOf(stage, key), tracer.startSpan(stage, { attributes }, parentOf(subject)));
    },
    failed(stage, key, { code, message }) {
      const span = open.get(nameOf(stage, key));
      span?.setAttribute('error.type', code);
      span?.setStatus({ code: SpanStatusCode.ERROR, message });
    },
    finished(stage, key) {
      open.get(nameOf(stage, key))?.end();
      open.delete(nameOf(stage, key));
    },
  };
}

function parentOf({ trace: { traceparent } }: Subject): ReturnType<typeof context.active> {
  const [, traceId, spanId, flags] = traceparent.split('-');
  const traceFlags = parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(context.active(), { traceId, spanId, traceFlags, isRemote: true });
}
