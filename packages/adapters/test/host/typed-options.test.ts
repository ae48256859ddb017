import { type ClienteleOptions, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { CustomerArchived, commands, guard, guardReads, noNeeds, rejection } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

const Kept = rejection('Kept', {})

const nobodyArchives = guard({
  name: 'nobodyArchives',
  rejections: { Kept },
  events: [CustomerArchived],
  reads: guardReads(() => noNeeds),
  unless: () => Kept({}),
})

const isConfigured = (): boolean => false

test('an option of a configuration may be undefined, which is as good as missing', async () => {
  const options: ClienteleOptions = {
    store: memory({ clock: undefined, maxClockSkew: undefined }),
    projections: undefined,
    writes: undefined,
    keys: undefined,
    readLog: undefined,
    clock: undefined,
    logger: isConfigured() ? console : undefined,
    cachedStreams: undefined,
    streamsAtOnce: undefined,
    follow: undefined,
    snapshots: undefined,
    snapshotEvery: undefined,
    guards: undefined,
    decisions: undefined,
    onHostError: undefined,
  }
  const crm = await openClientele(options)
  const following = crm.subscribe('totals', () => {}, { types: undefined, park: undefined, signal: undefined })
  await following.close({ drain: undefined })
  expect(await crm.health({ timeout: undefined })).toMatchObject({ isWell: true })
  expect(await crm.rebuild({ onProgress: undefined, signal: undefined, swap: undefined })).toMatchObject({
    _tag: 'Right',
  })
  expect(await crm.verify({ from: undefined, onProgress: undefined })).toMatchObject({ ok: true })
  await crm.close({ drain: undefined })
})

test('the compiler names a misspelt option beside guards, and nothing else', async () => {
  const opening = openClientele({
    store: memory(),
    guards: [nobodyArchives],
    // @ts-expect-error
    cachedStream: 4,
  })
  await expect(opening).rejects.toThrow('`cachedStream` is no option; did you mean `cachedStreams`?')
})

test('a register with guards alone is refused with their rejections, which the compiler knows', async () => {
  const crm = await openClientele({ store: memory(), guards: [nobodyArchives] })
  await crm.execute(commands.RegisterCustomer({ customerId: 'acme', name: 'Acme Oy' }))
  const refused = await crm.execute(commands.ArchiveCustomer({ customerId: 'acme' }))
  const error: 'Kept' | null = isLeft(refused) && refused.left.error === 'Kept' ? refused.left.error : null
  expect(error).toBe('Kept')
  await crm.close()
})
