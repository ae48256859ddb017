import { metrics, SpanStatusCode, trace } from '@opentelemetry/api'

const name = '@clientele/adapters'

const meter = metrics.getMeter(name)
const decided = meter.createCounter('clientele.commands', { description: 'commands by type and outcome' })
const conflicts = meter.createCounter('clientele.conflicts', { description: 'appends that met a moved stream' })

/** Counts a command by type and outcome: `accepted`, or the name of the rejection or failure. */
export const countCommand = (type: string, outcome: string): void => decided.add(1, { type, outcome })

export const countConflict = (type: string): void => conflicts.add(1, { type })

/** Runs work inside a span; silent when nobody listens. */
export const inSpan = async <A>(span: string, type: string, work: () => Promise<A>): Promise<A> =>
  trace.getTracer(name).startActiveSpan(span, { attributes: { 'clientele.command': type } }, async (active) => {
    try {
      return await work()
    } catch (error) {
      active.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      active.end()
    }
  })
