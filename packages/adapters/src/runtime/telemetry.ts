import type * as OpenTelemetry from '@opentelemetry/api'
import type { Attributes, Meter, Span } from '@opentelemetry/api'
import type { Health } from './health.js'

const name = '@clientele/adapters'

type Api = typeof OpenTelemetry

let api: Api | null = null

// What every copy of the API keeps providers in. Before there is one nobody listens, and the API need not be loaded.
const providers = Symbol.for('opentelemetry.js.api.1')

const mayBeHeard = (): boolean => Object.hasOwn(globalThis, providers)

const load = async (): Promise<Api> => {
  api ??= await import('@opentelemetry/api')
  return api
}

const whenHeard = (tell: (loaded: Api) => void): void => {
  if (api !== null) tell(api)
  else if (mayBeHeard()) void load().then(tell)
}

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
const instruments = ({ metrics }: Api): Made['instruments'] => {
  const provider = metrics.getMeterProvider()
  if (made?.provider !== provider) made = { provider, instruments: instrumentsOf(provider.getMeter(name)) }
  return made.instruments
}

/** Shows an open register by the gauges until the returned function is called. */
export const watch = (register: Watched): (() => void) => {
  watched.add(register)
  whenHeard(instruments)
  return () => watched.delete(register)
}

/** Counts a command by type and outcome: `accepted`, or the name of the rejection or failure. */
export const countCommand = (type: string, outcome: string): void =>
  whenHeard((loaded) => instruments(loaded).commands.add(1, { type, outcome }))

export const countConflict = (type: string): void =>
  whenHeard((loaded) => instruments(loaded).conflicts.add(1, { type }))

// As long as there is no provider a tracer makes spans only to forget them.
const isTraced = ({ trace, ProxyTracerProvider }: Api): boolean => {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(name) !== undefined
}

const endSpan = (span: Span, outcome: string | null, { SpanStatusCode }: Api): void => {
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

/** Some work on behalf of a command. */
type Work<A> = { readonly of: SpanOf; readonly work: () => Promise<A>; readonly outcomeOf: (done: A) => string }

const traced = async <A>(loaded: Api, { of, work, outcomeOf }: Work<A>): Promise<A> => {
  const { context, trace } = loaded
  const span = trace.getTracer(name).startSpan('clientele.execute', { attributes: attributesOf(of) })
  let outcome: string | null = null
  try {
    const done = await context.with(trace.setSpan(context.active(), span), work)
    outcome = outcomeOf(done)
    return done
  } finally {
    endSpan(span, outcome, loaded)
  }
}

const timed = async <A>(loaded: Api, wanted: Work<A>): Promise<A> => {
  const { duration, commands } = instruments(loaded)
  const { type } = wanted.of
  const began = performance.now()
  const done = await (isTraced(loaded) ? traced(loaded, wanted) : wanted.work())
  duration.record((performance.now() - began) / 1000, { type })
  commands.add(1, { type, outcome: wanted.outcomeOf(done) })
  return done
}

/** Carries out a command, counted and timed by its type and outcome, inside a span where somebody listens. */
export const measured = async <A>(of: SpanOf, work: () => Promise<A>, outcomeOf: (done: A) => string): Promise<A> => {
  if (api !== null) return timed(api, { of, work, outcomeOf })
  return mayBeHeard() ? timed(await load(), { of, work, outcomeOf }) : work()
}
