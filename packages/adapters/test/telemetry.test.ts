import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { CreateCustomerGroup, RenameCustomerGroup } from '@clientele/domain'
import * as api from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

type Api = Pick<typeof api, 'metrics' | 'trace'>

// The CommonJS copy of the API, which a host may have loaded.
const forCommonJs: Api = createRequire(import.meta.url)('@opentelemetry/api')

const listening = ({ metrics, trace }: Api) => {
  const spans = new InMemorySpanExporter()
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const meters = new MeterProvider({ readers: [reader] })
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(meters)
  return {
    spans: () => spans.getFinishedSpans(),
    metrics: async () => {
      await meters.forceFlush()
      const last = exporter.getMetrics().at(-1)
      const all = last?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
      return new Map(all.map(({ descriptor, dataPoints }) => [descriptor.name, dataPoints]))
    },
    stop: async () => {
      trace.disable()
      metrics.disable()
      await meters.shutdown()
    },
  }
}

let crm: Clientele

beforeEach(async () => {
  crm = await openClientele({ store: memory() })
})

afterEach(() => crm.close())

describe.each([
  ['ES modules', api],
  ['CommonJS', forCommonJs],
])('a provider set after the register was opened, through the API for %s', (_, copy) => {
  let recorded: ReturnType<typeof listening>

  beforeEach(() => {
    recorded = listening(copy)
  })

  afterEach(() => recorded.stop())

  test('gets a span for each command, with its type, outcome and ids', async () => {
    await crm.execute(CreateCustomerGroup({ groupId: 'a', name: 'A' }), {
      correlationId: 'request-7',
      commandId: 'make-a',
    })
    await crm.execute(RenameCustomerGroup({ groupId: 'none', name: 'B' }))
    expect(recorded.spans().map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'clientele.execute',
        {
          'clientele.command': 'CreateCustomerGroup',
          'clientele.command_id': 'make-a',
          'clientele.correlation_id': 'request-7',
          'clientele.outcome': 'accepted',
        },
      ],
      [
        'clientele.execute',
        expect.objectContaining({ 'clientele.command': 'RenameCustomerGroup', 'clientele.outcome': 'GroupNotFound' }),
      ],
    ])
  })

  test('gets malformed commands too, without names from outside', async () => {
    await crm.executeUnknown({ type: 'CreateCustomerGroup', data: {} }, { correlationId: 'request-8' })
    await crm.executeUnknown({ type: 'anna@example.com', data: {} })
    await crm.executeUnknown(null)
    const outcome = { 'clientele.outcome': 'MalformedCommand' }
    expect(recorded.spans().map(({ attributes }) => attributes)).toEqual([
      { 'clientele.command': 'CreateCustomerGroup', 'clientele.correlation_id': 'request-8', ...outcome },
      { 'clientele.command': 'unknown', ...outcome },
      { 'clientele.command': 'unknown', ...outcome },
    ])
    expect((await recorded.metrics()).get('clientele.commands')).toMatchObject([
      { attributes: { type: 'CreateCustomerGroup', outcome: 'MalformedCommand' }, value: 1 },
      { attributes: { type: 'unknown', outcome: 'MalformedCommand' }, value: 2 },
    ])
  })

  test('gets counts by type and outcome, durations of commands, the queue length and the lag', async () => {
    await crm.execute(CreateCustomerGroup({ groupId: 'a', name: 'A' }))
    const subscription = crm.subscribe('mails', async () => {})
    const metrics = await recorded.metrics()
    await subscription.close()
    expect(metrics.get('clientele.commands')).toMatchObject([
      { attributes: { type: 'CreateCustomerGroup', outcome: 'accepted' }, value: 1 },
    ])
    expect(metrics.get('clientele.command.duration')).toMatchObject([{ value: { count: 1 } }])
    expect(metrics.get('clientele.queue')).toMatchObject([{ value: 0 }])
    expect(metrics.get('clientele.views.lag')).toMatchObject([{ value: 0 }])
    expect(metrics.get('clientele.subscriptions.lag')).toMatchObject([{ attributes: { subscription: 'mails' } }])
  })

  test('sees commands that wait in the queue', async () => {
    const commands = Array.from({ length: 20 }, (_one, n) => crm.execute(CreateCustomerGroup({ name: `G${n}` })))
    const metrics = await recorded.metrics()
    await Promise.all(commands)
    const [point] = metrics.get('clientele.queue') ?? []
    expect(point?.value).toBeGreaterThan(0)
  })
})

describe('a trace of a request', () => {
  const active = new AsyncLocalStorage<api.Context>()
  const manager: api.ContextManager = {
    active: () => active.getStore() ?? api.ROOT_CONTEXT,
    with: (context, work, self, ...parameters) => active.run(context, () => work.call(self as never, ...parameters)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  }

  afterEach(() => {
    api.context.disable()
    api.trace.disable()
  })

  test('has its commands below it, and not what a subscription does that it opened', async () => {
    const spans = new InMemorySpanExporter()
    api.context.setGlobalContextManager(manager)
    api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
    await crm.execute(CreateCustomerGroup({ groupId: 'first', name: 'First' }))
    const request = api.trace.getTracer('host').startSpan('request')
    const handled = await api.context.with(api.trace.setSpan(api.context.active(), request), async () => {
      const seen = new Promise<unknown>((resolve) => {
        crm.subscribe('mails', async () => resolve(api.trace.getActiveSpan()))
      })
      await crm.execute(CreateCustomerGroup({ groupId: 'a', name: 'A' }))
      return seen
    })
    expect(handled).toBeUndefined()
    const parents = spans.getFinishedSpans().map(({ parentSpanContext }) => parentSpanContext?.spanId)
    expect(parents).toEqual([undefined, request.spanContext().spanId])
    request.end()
  })
})

describe('a provider that throws fails no command', () => {
  const broken = (): never => {
    throw new TypeError('no exporter')
  }

  afterEach(() => {
    api.trace.disable()
    api.metrics.disable()
  })

  test('when spans are started or ended', async () => {
    for (const startSpan of [broken, () => ({ setAttribute: broken, setStatus: broken, end: broken }) as never]) {
      api.trace.disable()
      api.trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan, startActiveSpan: broken }) })
      expect(await crm.execute(CreateCustomerGroup({ groupId: `g${startSpan.length}`, name: 'A' }))).toMatchObject({
        _tag: 'Right',
      })
    }
  })

  test('when commands are counted', async () => {
    api.metrics.setGlobalMeterProvider({ getMeter: broken })
    expect(await crm.execute(CreateCustomerGroup({ groupId: 'a', name: 'A' }))).toMatchObject({ _tag: 'Right' })
    expect(await crm.execute(RenameCustomerGroup({ groupId: 'none', name: 'B' }))).toMatchObject({ _tag: 'Left' })
  })
})

test('the Grafana dashboard uses existing metrics', async () => {
  const recorded = listening(api)
  await crm.execute(CreateCustomerGroup({ groupId: 'a', name: 'A' }))
  const subscription = crm.subscribe('mails', async () => {})
  const existing = [...(await recorded.metrics()).keys()].map((name) => name.replaceAll('.', '_'))
  await subscription.close()
  await recorded.stop()
  const board = readFileSync(new URL('../../../docs/grafana-board.json', import.meta.url), 'utf8')
  const asked = new Set(board.match(/clientele_[a-z_]+/g)?.map((name) => name.replace(/_(total|seconds_bucket)$/, '')))
  expect(asked.size).toBe(6)
  // No command had a conflict in this test.
  expect([...asked].filter((name) => !existing.includes(name))).toEqual(['clientele_conflicts'])
})
