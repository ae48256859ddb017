import { type EsdbLikeClient, eventstoredb } from '@clientele/adapters/eventstoredb'
import type { EventStore } from '@clientele/domain'
import { END, EventStoreDBClient, START } from '@eventstore/db-client'
import { expect, onTestFinished, test } from 'vitest'
import { onGivenServer, ownEventStoreDb } from '../../../../test/servers/own-event-store-db.js'
import { event, opened, rightOf } from '../sqlite/events.js'
import { fill, sealed, verified } from './tampered.js'

type Read = ReturnType<EsdbLikeClient['readAll']>
type Resolved = Read extends AsyncIterable<infer A> ? A : never
type Recorded = NonNullable<Resolved['event']>
type Position = NonNullable<Recorded['position']>

/** Returns an event as a program of an earlier version writes it. */
const withoutSeal = <A extends { readonly metadata: unknown }>(one: A): A => {
  const { seal: _, ...metadata } = (one.metadata ?? {}) as { readonly [name: string]: unknown }
  return { ...one, metadata }
}

/** The same for an event that is sent, whose metadata is JSON in bytes. */
const sentWithoutSeal = <A extends { readonly metadata: Uint8Array }>(one: A): A => {
  const { metadata } = withoutSeal({ metadata: JSON.parse(new TextDecoder().decode(one.metadata)) as unknown })
  return { ...one, metadata: new TextEncoder().encode(JSON.stringify(metadata)) }
}

/** Tampering with the files of the server: returns the log as it is read afterwards. */
type Change = (events: readonly Recorded[]) => readonly Recorded[]

/** Where the log of a test begins, on a server that may have other events: its place, and the beginning of its names. */
type Beginning = { readonly from: Position | typeof START; readonly names: string }

const beginningOn = async (client: EventStoreDBClient, prefix: string | undefined): Promise<Beginning> => {
  let from: Beginning['from'] = START
  if (prefix === undefined) return { from, names: '' }
  for await (const { event: last } of client.readAll({ direction: 'backwards', fromPosition: END, maxCount: 1 }))
    from = last?.position ?? from
  return { from, names: `${prefix}.` }
}

// Events of others keep their places, for a process knows the end of the log by them.
async function* changed(read: Read, change: Change, names: string): AsyncGenerator<Resolved> {
  const events: Recorded[] = []
  const foreign = new Set<Recorded>()
  for await (const { event: one } of read) {
    if (one === undefined) continue
    const isOwn = one.streamId.startsWith(names)
    if (!isOwn) foreign.add(one)
    events.push(isOwn ? { ...one, streamId: one.streamId.slice(names.length) } : one)
  }
  for (const one of change(events)) yield { event: foreign.has(one) ? one : { ...one, streamId: names + one.streamId } }
}

/** A filled store, and a way to change its log from outside. */
const filled = async ({ sealing = true } = {}) => {
  const { options: own, stop } = await ownEventStoreDb()
  onTestFinished(stop)
  const client = EventStoreDBClient.connectionString(own.connectionString)
  onTestFinished(() => client.dispose())
  const { from, names } = await beginningOn(client, own.prefix)
  const files: { change: Change; sealing: boolean } = { change: (events) => events, sealing }
  const tampered: EsdbLikeClient = {
    appendToStream: (stream, events, ...given) =>
      client.appendToStream(stream, files.sealing ? events : events.map(sentWithoutSeal), ...given),
    readStream: (...given) => client.readStream(...given),
    readAll: (options) => {
      if (options?.direction === 'backwards') return client.readAll(options)
      const fromPosition = options?.fromPosition ?? START
      return changed(
        client.readAll({ fromPosition: fromPosition === START ? from : fromPosition }),
        files.change,
        names,
      )
    },
    subscribeToAll: (...given) => client.subscribeToAll(...given),
    setStreamMetadata: (...given) => client.setStreamMetadata(...given),
    dispose: () => client.dispose(),
  }
  const store = await opened(eventstoredb({ ...own, client: tampered }))
  onTestFinished(() => store.close())
  await fill(store)
  return { store, files, client }
}

const isAt = (stream: string, revision: number) => (one: Recorded) =>
  one.streamId === stream && one.revision === BigInt(revision)

const altering =
  (stream: string, revision: number, fields: Partial<Recorded>): Change =>
  (events) =>
    events.map((one) => (isAt(stream, revision)(one) ? { ...one, ...fields } : one))

const remarked =
  (stream: string, revision: number, marks: object): Change =>
  (events) =>
    events.map((one) =>
      isAt(stream, revision)(one) ? { ...one, metadata: { ...(one.metadata as object), ...marks } } : one,
    )

const without =
  (stream: string, revision: number): Change =>
  (events) =>
    events.filter((one) => !isAt(stream, revision)(one))

/** Removes an event and gives the later ones of its stream the revisions before theirs. */
const closingUp =
  (stream: string, revision: number): Change =>
  (events) =>
    without(
      stream,
      revision,
    )(events).map((one) =>
      one.streamId === stream && one.revision > BigInt(revision) ? { ...one, revision: one.revision - 1n } : one,
    )

const exchanging =
  (stream: string, one: number, other: number): Change =>
  (events) => {
    const at = (revision: number): Recorded => events.find(isAt(stream, revision)) as Recorded
    const put = (place: Recorded, content: Recorded): Recorded => ({
      ...content,
      revision: place.revision,
      position: place.position,
    })
    return events.map((found) => {
      if (isAt(stream, one)(found)) return put(found, at(other))
      return isAt(stream, other)(found) ? put(found, at(one)) : found
    })
  }

const inserting: Change = (events) =>
  events.flatMap((one) =>
    isAt('b-2', 0)(one)
      ? [one, { ...withoutSeal(one), id: '00000000-0000-4000-8000-000000000000', revision: 1n, position: one.position }]
      : [one],
  )

const tamperings: { readonly [what: string]: readonly [Change, readonly [string, string, number]] } = {
  'data changed': [altering('a-1', 2, { data: { number: 50 } }), ['altered', 'a-1', 2]],
  'data that is no JSON any more': [altering('a-1', 2, { data: '{"number":' }), ['altered', 'a-1', 2]],
  'metadata changed': [remarked('b-1', 0, { by: 'nobody' }), ['altered', 'b-1', 0]],
  'schema version changed': [remarked('b-1', 0, { schemaVersion: '2' }), ['altered', 'b-1', 0]],
  'type changed': [altering('a-2', 3, { type: 'Other' }), ['altered', 'a-2', 3]],
  'id changed': [altering('a-2', 1, { id: '00000000-0000-4000-8000-000000000000' }), ['altered', 'a-2', 1]],
  'seal changed': [remarked('a-1', 1, { seal: `/${'f'.repeat(64)}` }), ['altered', 'a-1', 1]],
  'seal removed': [remarked('a-1', 1, { seal: undefined }), ['inserted', 'a-1', 1]],
  'first event of a stream removed': [without('a-2', 0), ['removed', 'a-2', 0]],
  'event removed from the middle': [without('b-1', 1), ['removed', 'b-1', 1]],
  'event removed and the later ones moved up': [closingUp('a-1', 1), ['removed', 'a-1', 1]],
  'event inserted at the end of a stream': [inserting, ['inserted', 'b-2', 1]],
  'two events of a stream exchanged': [exchanging('a-1', 1, 2), ['reordered', 'a-1', 1]],
}

for (const [what, [change, [problem, stream, revision]]] of Object.entries(tamperings))
  test(`on EventStoreDB${onGivenServer} detects: ${what}`, async () => {
    const { store, files } = await filled()
    expect(await verified(store)).toMatchObject({ ok: true, events: 12 })
    files.change = change
    expect(await verified(store)).toMatchObject({ ok: false, first: { problem, stream, revision } })
  })

const append = async (store: EventStore): Promise<void> => {
  const write = { stream: 'b-2', expected: 0, events: [event()] as const }
  rightOf(await store.append({ writes: [write], unchanged: [], noneSince: [] })())
}

test(`on EventStoreDB${onGivenServer} a removed end of a stream is detected only with a stored head`, async () => {
  const { store, files } = await filled()
  const { head } = await verified(store)
  expect(head).toEqual(rightOf((await store.chain?.head()()) as never))
  await append(store)
  expect(await verified(store, { against: head })).toMatchObject({ ok: true, events: 13 })
  files.change = without('a-1', 3)
  expect(await verified(store)).toMatchObject({ ok: true, events: 12 })
  expect(await verified(store, { against: head })).toMatchObject({ ok: false, first: { problem: 'diverged' } })
})

test(`on EventStoreDB${onGivenServer} a truncated log is detected only with a stored head`, async () => {
  const { store, files } = await filled()
  const { head } = await verified(store)
  files.change = (events) => events.filter((one) => !isAt('a-2', 3)(one))
  expect(await verified(store, { against: head })).toMatchObject({
    ok: false,
    first: { problem: 'cut', position: head?.position },
  })
})

test(`on EventStoreDB${onGivenServer} continues from a stored head`, async () => {
  const { store } = await filled()
  const { head } = await verified(store)
  await append(store)
  const all = await verified(store)
  expect(await verified(store, { from: head })).toEqual({ ...all, events: 1 })
})

test(`on EventStoreDB${onGivenServer} events of an earlier version are unsealed, and are sealed on request`, async () => {
  const { store, files } = await filled({ sealing: false })
  expect(await verified(store)).toMatchObject({ ok: false, first: { problem: 'unsealed', stream: 'a-1', revision: 0 } })
  expect(await sealed(store)).toMatchObject({ ok: true, events: 12 })
  files.sealing = true
  await append(store)
  const { head } = await verified(store)
  expect(await verified(store)).toMatchObject({ ok: true, events: 13 })
  files.change = altering('b-1', 1, { data: {} })
  expect(await verified(store)).toMatchObject({ ok: false, first: { problem: 'altered', stream: 'b-1', revision: 1 } })
  files.change = without('a-1', 3)
  expect(await verified(store)).toMatchObject({ ok: false, first: { problem: 'removed' } })
  files.change = (events) => events.filter(({ streamId }) => streamId !== 'clienteleSeals')
  expect(await verified(store, { against: head })).toMatchObject({ ok: true })
})

test(`on EventStoreDB${onGivenServer} an event of an earlier version after sealed ones is not in the chain until it is sealed`, async () => {
  const { store, files } = await filled()
  files.sealing = false
  await append(store)
  expect(await verified(store)).toMatchObject({ ok: false, first: { problem: 'inserted', stream: 'b-2', revision: 1 } })
  expect(await sealed(store)).toMatchObject({ ok: true, events: 13 })
})
