import type * as OpenTelemetry from '@opentelemetry/api'
import type { Attributes, Meter, Span } from '@opentelemetry/api'

const name = '@clientele/adapters'

type Api = typeof OpenTelemetry

let api: Api | null = null

// The global under which all copies of the OpenTelemetry API register providers. If it is missing, the API is not
// loaded.
const providers = Symbol.for('opentelemetry.js.api.1')

const hasProviders = (): boolean => Object.hasOwn(globalThis, providers)

const load = async (): Promise<Api> => {
  api ??= await import('@opentelemetry/api')
  return api
}

// A provider that throws must not fail a command: its events may be appended already.
const quietly = <A>(record: () => A): A | null => {
  try {
    return record()
  } catch {
    return null
  }
}

const withApi = (use: (loaded: Api) => void): void => {
  const useQuietly = (loaded: Api): void => void quietly(() => use(loaded))
  if (api !== null) useQuietly(api)
  else if (hasProviders()) void load().then(useQuietly)
}

/** How many events something has not handled; `null` if that is unknown. */
type Lag = { readonly behind: number | null }

/** The part of the health of a register that the gauges show. */
type Lags = { readonly views: Lag; readonly subscriptions: readonly (Lag & { readonly name: string })[] }

/** An open register that the gauges observe. */
export type ObservedRegister = {
  /** The number of commands that are running or queued. */
  readonly queue: () => number
  readonly health: () => Promise<Lags>
}

const registers = new Set<ObservedRegister>()

const watchQueue = (meter: Meter): void =>
  meter
    .createObservableGauge('clientele.queue', { description: 'commands that are under way or wait', unit: '{command}' })
    .addCallback((result) => {
      let sum = 0
      for (const { queue } of registers) sum += queue()
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
      for (const health of await Promise.all([...registers].map((one) => one.health()))) {
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

type CachedInstruments = { readonly provider: object; readonly instruments: ReturnType<typeof instrumentsOf> }

let cached: CachedInstruments | null = null

// A host may register its provider at any time, through the ES module or the CommonJS copy of the API: both share one
// global, so the provider is looked up each time.
const instruments = ({ metrics }: Api): CachedInstruments['instruments'] => {
  const provider = metrics.getMeterProvider()
  if (cached?.provider !== provider) cached = { provider, instruments: instrumentsOf(provider.getMeter(name)) }
  return cached.instruments
}

/** Reports an open register in the gauges until the returned function is called. */
export const observeRegister = (register: ObservedRegister): (() => void) => {
  registers.add(register)
  withApi(instruments)
  return () => registers.delete(register)
}

/** Counts a command by type and outcome: `accepted`, or the name of the rejection or failure. */
export const countCommand = (type: string, outcome: string): void =>
  withApi((loaded) => instruments(loaded).commands.add(1, { type, outcome }))

export const countConflict = (type: string): void => withApi((loaded) => instruments(loaded).conflicts.add(1, { type }))

// Without a provider, a tracer would create spans only to drop them.
const isTraced = ({ trace, ProxyTracerProvider }: Api): boolean => {
  const provider = trace.getTracerProvider()
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(name) !== undefined
}

const endSpan = (span: Span, outcome: string | null, { SpanStatusCode }: Api): void => {
  if (outcome === null) span.setStatus({ code: SpanStatusCode.ERROR })
  else span.setAttribute('clientele.outcome', outcome)
  span.end()
}

/** The initial attributes of a command's span. */
export type SpanOf = {
  readonly type: string
  readonly commandId?: string | undefined
  readonly correlationId?: string | undefined
}

const attributesOf = ({ type, commandId, correlationId }: SpanOf): Attributes => ({
  'clientele.command': type,
  ...(commandId === undefined ? {} : { 'clientele.command_id': commandId }),
  ...(correlationId === undefined ? {} : { 'clientele.correlation_id': correlationId }),
})

/**
 * Runs work that a subscription does later outside of the trace in which it was opened: that of a request ends long
 * before.
 */
export const withoutTrace = <A>(work: () => A): A => (api === null ? work() : api.context.with(api.ROOT_CONTEXT, work))

/** The work of a command. */
type Work<A> = { readonly of: SpanOf; readonly work: () => Promise<A>; readonly outcomeOf: (done: A) => string }

const runTraced = async <A>(loaded: Api, { of, work, outcomeOf }: Work<A>): Promise<A> => {
  const { context, trace } = loaded
  const span = quietly(() => trace.getTracer(name).startSpan('clientele.execute', { attributes: attributesOf(of) }))
  if (span === null) return work()
  let outcome: string | null = null
  try {
    const done = await context.with(trace.setSpan(context.active(), span), work)
    outcome = outcomeOf(done)
    return done
  } finally {
    quietly(() => endSpan(span, outcome, loaded))
  }
}

const runTimed = async <A>(loaded: Api, wanted: Work<A>): Promise<A> => {
  const { type } = wanted.of
  const found = quietly(() => instruments(loaded))
  const startedAt = performance.now()
  const done = await (isTraced(loaded) ? runTraced(loaded, wanted) : wanted.work())
  const seconds = (performance.now() - startedAt) / 1000
  quietly(() => {
    found?.duration.record(seconds, { type })
    found?.commands.add(1, { type, outcome: wanted.outcomeOf(done) })
  })
  return done
}

/** Runs a command: counts and times it by type and outcome, inside a span if tracing is set up. */
export const runMeasured = <A>(of: SpanOf, work: () => Promise<A>, outcomeOf: (done: A) => string): Promise<A> => {
  if (api !== null) return runTimed(api, { of, work, outcomeOf })
  return hasProviders() ? load().then((loaded) => runTimed(loaded, { of, work, outcomeOf })) : work()
}
