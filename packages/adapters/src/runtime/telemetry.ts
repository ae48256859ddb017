import {
  context,
  isSpanContextValid,
  metrics,
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

const name = '@clientele/adapters'

const meter = metrics.getMeter(name)
const decided = meter.createCounter('clientele.commands', { description: 'commands by type and outcome' })
const conflicts = meter.createCounter('clientele.conflicts', { description: 'appends that met a moved stream' })

/** Counts a command by type and outcome: `accepted`, or the name of the rejection or failure. */
export const countCommand = (type: string, outcome: string): void => decided.add(1, { type, outcome })

export const countConflict = (type: string): void => conflicts.add(1, { type })

const tracer = trace.getTracer(name)

const within = async <A>(span: Span, work: () => Promise<A>): Promise<A> => {
  try {
    return await context.with(trace.setSpan(context.active(), span), work)
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}

// As long as there is no provider a tracer makes spans only to forget them.
const isHeard = (): boolean => {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(name) !== undefined
}

/** Runs work inside a span; when nobody listens, as it is. */
export const inSpan = <A>(spanName: string, type: string, work: () => Promise<A>): Promise<A> => {
  if (!isHeard()) return work()
  const span = tracer.startSpan(spanName, { attributes: { 'clientele.command': type } })
  return span.isRecording() || isSpanContextValid(span.spanContext()) ? within(span, work) : work()
}
