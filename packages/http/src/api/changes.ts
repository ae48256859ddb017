import {
  categoryOf,
  erasedText,
  failureError,
  failureOf,
  idOfStream,
  personalTexts,
  type RecordedEvent,
  withTexts,
} from '@clientele/domain'
import { personOfCustomer, refusalOf } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { App, RequestContext, Service } from '../environment.js'
import { refuse } from '../responses/problem.js'
import { route } from '../routes.js'

/** The interval of keep-alive comments for proxies, in milliseconds. */
const keepAliveInterval = 15_000
const keepAliveComment = ': \n\n'

/** Whether the log has positions of this form; other positions cannot be read from. */
const isPosition = async ({ crm }: Service, position: string): Promise<boolean> => {
  try {
    for await (const _ of crm.store.readAll({ after: position, maxCount: 1 })) break
    return true
  } catch (error) {
    if (failureOf(error)?.error === 'StoreUnreadable') return false
    throw error
  }
}

/**
 * The position after which a stream starts: the client's last one, `null` for `0` (from the first event), by default
 * the head. `null` if the log has no such position.
 */
const startPosition = async (service: Service, last: string | undefined): Promise<{ after: string | null } | null> => {
  if (last === '0') return { after: null }
  if (last !== undefined) return (await isPosition(service, last)) ? { after: last } : null
  const head = await service.crm.store.head()()
  if (isLeft(head)) throw failureError(head.left)
  return { after: head.right?.position ?? null }
}

const reasonText = { path: ['metadata', 'reason'] } as const

const isErased = ({ crm }: Service, subject: string): boolean => {
  const { tables } = crm.register
  const [category, id] = [categoryOf(subject), idOfStream(subject)]
  const personId = category === 'customer' ? personOfCustomer(tables, id) : id
  const erased = category === 'employee' ? null : (tables.persons.get(personId ?? '')?.erased ?? null)
  return erased === 'full' || (erased !== null && category !== 'invoicing')
}

/** An event with the texts about persons erased since redacted; `reason` is the reason as the audit trail shows it. */
const redactErased = (service: Service, event: RecordedEvent, reason: string | null): RecordedEvent => {
  const erased = [
    ...personalTexts(event).filter(({ subjects }) => subjects.some((subject) => isErased(service, subject))),
    ...(reason === null || reason === event.metadata.reason ? [] : [reasonText]),
  ]
  return erased.length === 0
    ? event
    : {
        ...event,
        ...withTexts(
          event,
          erased.map((one) => ({ ...one, text: erasedText })),
        ),
      }
}

/** The events of a batch that an employee may see. */
const visibleTo = (service: Service, by: string, events: readonly RecordedEvent[]): readonly RecordedEvent[] => {
  const last = events.at(-1)
  if (last === undefined) return []
  const { rows } = service.crm.audit.changes({ viewer: by, limit: events.length, upTo: last.position })
  const reasons = new Map(rows.map(({ position, reason }) => [position, reason]))
  return events.flatMap((event) => {
    const reason = reasons.get(event.position)
    return reason === undefined ? [] : [redactErased(service, event, reason)]
  })
}

const messageOf = ({ id, stream, revision, position, recordedAt, type, data, metadata }: RecordedEvent) => ({
  id: position,
  data: JSON.stringify({ id, stream, revision, position, recordedAt, type, data, metadata }),
})

/** Writes keep-alive comments; none while the previous one is unread, so that none pile up for a slow client. */
const sendKeepAlive = (to: SSEStreamingApi): NodeJS.Timeout => {
  let isWaiting = false
  return setInterval(() => {
    if (isWaiting) return
    isWaiting = true
    void to.write(keepAliveComment).finally(() => {
      isWaiting = false
    })
  }, keepAliveInterval)
}

/** Resolves when the stream may continue. Streams with many events take turns and yield to other requests. */
type TakeTurn = () => Promise<void>

const createTurns = (): TakeTurn => {
  let last: Promise<void> = Promise.resolve()
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return last
  }
}

// The visibility check of so many events takes some milliseconds.
const batchSize = 100

type Following = { readonly after: string | null; readonly to: SSEStreamingApi; readonly turn: TakeTurn }

const follow = async (service: Service, context: RequestContext, { after, to, turn }: Following): Promise<void> => {
  await to.write(keepAliveComment)
  await service.crm.prepareAudit()
  await turn()
  const subscription = service.crm.store.subscribe({ after })
  const end = (): void => void subscription.close()
  const beat = sendKeepAlive(to)
  to.onAbort(end)
  if (service.closing.aborted || to.aborted) end()
  service.closing.addEventListener('abort', end)
  try {
    for await (const events of subscription) {
      const last = events.at(-1)
      if (last !== undefined) await service.crm.caughtUp({ position: last.position, eventId: last.id })
      for (let at = 0; at < events.length; at += batchSize) {
        await turn()
        if (to.aborted) break
        for (const event of visibleTo(service, context.var.by, events.slice(at, at + batchSize)))
          await to.writeSSE(messageOf(event))
      }
    }
  } catch (error) {
    // A viewer who has left gets no more events; other errors are not for the client either.
    if (refusalOf(error) === null) service.onError(error)
  } finally {
    clearInterval(beat)
    service.closing.removeEventListener('abort', end)
    await subscription.close()
  }
}

/**
 * `GET /changes`: a stream of events as server-sent events, after `Last-Event-ID` if given (`0`: from the first event),
 * else from now. Events that the actor may not see are omitted.
 */
export const addChanges = (app: App, service: Service): void => {
  const turn = createTurns()
  route(app, '/changes', {
    GET: async (context) => {
      if (context.req.method === 'HEAD') return context.body(null, 200, { 'content-type': 'text/event-stream' })
      const begin = await startPosition(service, context.req.header('last-event-id'))
      if (begin === null) return refuse(context, 'MalformedHeader', { header: 'Last-Event-ID' })
      const response = streamSSE(context, (to) => follow(service, context, { after: begin.after, to, turn }))
      // Caches may store what is only `no-cache`.
      response.headers.set('cache-control', 'no-store')
      return response
    },
  })
}
