import {
  type Attributes,
  context,
  type Meter,
  metrics,
  ProxyTracerProvider,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import type { Health } from './health.js'

const name = '@clientele/adapters'

/** An open register, as the gauges see it. */
export type Watched = {
  /** How many commands are under way or wait. */
  readonly queue: () => number
  readonly health: () => Promise<Health>
}

const watched = new Set<Watched>()

const watchQueue = (meter: Meter): void =>
  meter
    .createObservableGauge('clientele.queue', { description: 'commands that are under way or wait', unit: '{command}' })
    .addCallback((result) => {
      let sum = 0
      for (const { queue } of watched) sum += queue()
      result.observe(sum)
    })

const watchLag = (meter: Meter): void => {
  const views = meter.createObservableGauge('clientele.views.lag', {
    description: 'events the views have not seen, up to 10,000',
    unit: '{event}',
  })
  const subscriptions = meter.createObservableGauge('clientele.subscriptions.lag', {
    description: 'events a subscription has not handled, up to 10,000, by its name',
    unit: '{event}',
  })
  meter.addBatchObservableCallback(
    async (result) => {
      const byName = new Map<string, number>()
      let sum = 0
      for (const health of await Promise.all([...watched].map((one) => one.health()))) {
        sum += health.views.behind ?? 0
        for (const one of health.subscriptions) byName.set(one.name, (byName.get(one.name) ?? 0) + (one.behind ?? 0))
      }
      result.observe(views, sum)
      for (const [subscription, behind] of byName) result.observe(subscriptions, behind, { subscription })
    },
    [views, subscriptions],
  )
}

const instrumentsOf = (meter: Meter) => {
  watchQueue(meter)
  watchLag(meter)
  return {
    commands: meter.createCounter('clientele.commands', { description: 'commands by type and outcome' }),
    duration: meter.createHistogram('clientele.command.duration', {
      description: 'how long commands take, by type',
      unit: 's',
      advice: {
        explicitBucketBoundaries: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      },
    }),
    conflicts: meter.createCounter('clientele.conflicts', { description: 'appends that met a moved stream' }),
  }
}

type Made = { readonly provider: object; readonly instruments: ReturnType<typeof instrumentsOf> }

let made: Made | null = null

// A host may set its provider at any time, by the copy of the API for ES modules or by that for CommonJS: both keep it in
// one place, which is asked anew each time.
const instruments = (): Made['instruments'] => {
  const provider = metrics.getMeterProvider()
  if (made?.provider !== provider) made = { provider, instruments: instrumentsOf(provider.getMeter(name)) }
  return made.instruments
}

/** Shows an open register by the gauges until the returned function is called. */
export const watch = (register: Watched): (() => void) => {
  watched.add(register)
  instruments()
  return () => watched.delete(register)
}

/** Counts a command by type and outcome: `accepted`, or the name of the rejection or failure. */
export const countCommand = (type: string, outcome: string): void => instruments().commands.add(1, { type, outcome })

export const countConflict = (type: string): void => instruments().conflicts.add(1, { type })

// As long as there is no provider a tracer makes spans only to forget them.
const isHeard = (): boolean => {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(name) !== undefined
}

const endSpan = (span: Span, outcome: string | null): void => {
  if (outcome === null) span.setStatus({ code: SpanStatusCode.ERROR })
  else span.setAttribute('clientele.outcome', outcome)
  span.end()
}

/** What a span says of a command from the beginning. */
export type SpanOf = { readonly type: string; readonly commandId: string; readonly correlationId?: string | undefined }

const attributesOf = ({ type, commandId, correlationId }: SpanOf): Attributes => ({
  'clientele.command': type,
  'clientele.command_id': commandId,
  ...(correlationId === undefined ? {} : { 'clientele.correlation_id': correlationId }),
})

const within = async <A>(of: SpanOf, work: () => Promise<A>, outcomeOf: (done: A) => string): Promise<A> => {
  const span = trace.getTracer(name).startSpan('clientele.execute', { attributes: attributesOf(of) })
  let outcome: string | null = null
  try {
    const done = await context.with(trace.setSpan(context.active(), span), work)
    outcome = outcomeOf(done)
    return done
  } finally {
    endSpan(span, outcome)
  }
}

/** Carries out a command, counted and timed by its type and outcome, inside a span where somebody listens. */
export const measured = async <A>(of: SpanOf, work: () => Promise<A>, outcomeOf: (done: A) => string): Promise<A> => {
  const { duration } = instruments()
  const began = performance.now()
  const done = await (isHeard() ? within(of, work, outcomeOf) : work())
  duration.record((performance.now() - began) / 1000, { type: of.type })
  countCommand(of.type, outcomeOf(done))
  return done
}
