import { type Context, openClientele, problemDetails } from '@clientele/adapters'
import { memorySnapshots } from '@clientele/adapters/snapshots'
import {
  ArchiveCustomer,
  accept,
  CustomerId,
  command,
  event,
  givenIdOf,
  guard,
  guardReads,
  hostDecision,
  hostStreams,
  integer,
  MarkCustomerPrivate,
  nothing,
  RegisterCustomer,
  RegisterEmployee,
  rejection,
  type StoreSource,
  when,
  write,
} from '@clientele/domain'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { expect, onTestFinished, test } from 'vitest'
import { type MakeStore, onEveryStore } from '../stores.js'
import { GiftPledged, gift, giftsOfCustomer, PledgeGift, pledgeGift, WithdrawGift, withdrawGift } from './gifts.js'

const clock = (): string => '2026-03-02T09:00:00.000Z'

const decisions = [pledgeGift, withdrawGift] as const

const opened = async (store: StoreSource, options: object = {}) => {
  const crm = await openClientele({ store, clock, decisions, follow: false, ...options })
  onTestFinished(() => crm.close())
  return crm
}

type Crm = Awaited<ReturnType<typeof opened>>

const withAcme = async (store: StoreSource) => {
  const crm = await opened(store)
  expect(await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))).toMatchObject({ _tag: 'Right' })
  return crm
}

const pledge = (giftId: string, amount: number) => PledgeGift({ giftId, customerId: 'acme', amount })

const errorIn = async (crm: Crm, command: Parameters<Crm['execute']>[0], context: Context = {}): Promise<string> => {
  const outcome = await crm.execute(command, context)
  return isLeft(outcome) ? outcome.left.error : 'accepted'
}

const typesIn = async (crm: Pick<Crm, 'events'>): Promise<readonly string[]> => {
  const types: string[] = []
  for await (const batch of crm.events()) types.push(...batch.map(({ type }) => type))
  return types
}

onEveryStore('commands of the host', (make: MakeStore) => {
  test('are executed like built-in ones', async () => {
    const crm = await withAcme(make({ clock }))
    const command = pledge('g1', 400)
    const outcome = await crm.execute(command, { commandId: 'pledge-1' })
    expect(outcome).toMatchObject({
      right: {
        events: [{ stream: 'gift-g1', revision: 0, type: 'GiftPledged', data: { customerId: 'acme', amount: 400 } }],
        commandId: 'pledge-1',
      },
    })
    expect(await crm.execute(command, { commandId: 'pledge-1' })).toEqual(outcome)
    expect(await errorIn(crm, pledge('g2', 500), { commandId: 'pledge-1' })).toBe('CommandIdReused')
    expect(await crm.preview(pledge('g2', 500))).toMatchObject({ right: { events: [{ stream: 'gift-g2' }] } })
    expect(await errorIn(crm, pledge('g2', 700))).toBe('PledgedTooMuch')
    expect(await crm.execute(WithdrawGift({ giftId: 'g1' }))).toMatchObject({ right: { events: [{ revision: 1 }] } })
    expect(await errorIn(crm, pledge('g2', 700))).toBe('accepted')
    expect(await typesIn(crm)).toEqual(['CustomerRegistered', 'GiftPledged', 'GiftWithdrawn', 'GiftPledged'])
    expect(crm.views.customerList()).toMatchObject({ right: [{ customerId: 'acme' }] })
    expect(crm.views.subjectHistory).toBeDefined()
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true, events: 4 } })
  })

  test('are refused with their own rejections and with built-in ones', async () => {
    const crm = await withAcme(make({ clock }))
    const outcome = await crm.execute(WithdrawGift({ giftId: 'none' }))
    if (isLeft(outcome) && outcome.left.error === 'GiftNotFound')
      expect(outcome.left.giftId satisfies string).toBe('none')
    expect(problemDetails(outcome, { locale: 'fi' })).toMatchObject({ status: 404, detail: 'Lahjaa none ei ole.' })
    expect(await errorIn(crm, PledgeGift({ giftId: 'g', customerId: 'nobody', amount: 1 }))).toBe('CustomerNotFound')
  })

  test('enforce their rule under 64 concurrent commands, given to two registers', async () => {
    const store = make({ clock })
    const one = await withAcme(store)
    // If lookups are checked only right before an append, a rule over several streams holds within one process.
    const other = one.store.capabilities.checksReads === 'exact' ? await opened(store) : one
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, n) => errorIn(n % 2 === 0 ? one : other, pledge(`g${n}`, 100))),
    )
    expect(answers.filter((one) => one === 'accepted')).toHaveLength(10)
    expect(answers.filter((one) => one !== 'accepted')).toEqual(Array(54).fill('PledgedTooMuch'))
  })

  test('are decided in a batch after applying the earlier commands', async () => {
    const crm = await withAcme(make({ clock }))
    const batch = crm.batch()
    const answers: unknown[] = []
    for (const command of [pledge('g1', 900), pledge('g2', 200), WithdrawGift({ giftId: 'g1' }), pledge('g3', 900)]) {
      const outcome = await batch.execute(command)
      answers.push(isLeft(outcome) ? outcome.left.error : outcome.right)
    }
    expect(await batch.commit()).toMatchObject({ _tag: 'Right' })
    expect(answers).toEqual([1, 'PledgedTooMuch', 1, 1])
  })

  test('require the right that they declare', async () => {
    const crm = await withAcme(make({ clock }))
    await crm.execute(RegisterEmployee({ employeeId: 'anna', name: 'Anna', admin: true }))
    await crm.execute(RegisterEmployee({ employeeId: 'sami', name: 'Sami' }))
    expect(await errorIn(crm, pledge('g1', 1), { by: 'sami' })).toBe('accepted')
    await crm.execute(RegisterCustomer({ customerId: 'secret', name: 'Secret', ownerId: 'anna' }))
    await crm.execute(MarkCustomerPrivate({ customerId: 'secret' }))
    const secret = PledgeGift({ giftId: 'g2', customerId: 'secret', amount: 1 })
    expect(await errorIn(crm, secret, { by: 'sami' })).toBe('NotOwner')
    expect(await errorIn(crm, secret, { by: 'anna' })).toBe('accepted')
    expect(await errorIn(crm, WithdrawGift({ giftId: 'g1' }), { by: 'anna' })).toBe('OnlyForHost')
    expect(await errorIn(crm, WithdrawGift({ giftId: 'g1' }), { by: 'anna', as: 'host' })).toBe('accepted')
  })

  test('have events that subscriptions deliver, and hold for a program that does not know them', async () => {
    const store = make({ clock })
    const crm = await withAcme(store)
    await crm.execute(pledge('g1', 1))
    const plain = await openClientele({ store, clock, follow: false })
    onTestFinished(() => plain.close())
    expect(await plain.executeUnknown(pledge('g2', 1))).toMatchObject({
      left: { error: 'MalformedCommand', problems: [{ path: 'type' }] },
    })
    expect((await plain.health()).views.passedOver).toEqual(['GiftPledged'])
    expect((await crm.health()).views.passedOver).toEqual([])

    const seen: string[] = []
    const late = plain.subscribe('gifts', (events) => void seen.push(...events.map(({ type }) => type)))
    await expect.poll(() => late.status().heldBy?.type).toBe('GiftPledged')
    await late.close()
    expect(seen).toEqual(['CustomerRegistered'])

    const amounts: number[] = []
    const knowing = crm.subscribe('gifts', (events) => {
      for (const event of events) if (event.type === 'GiftPledged') amounts.push(event.data.amount)
    })
    await expect.poll(() => amounts).toEqual([1])
    await knowing.close()
  })

  test('continue after a restart from a snapshot', async () => {
    const store = make({ clock })
    if ((await withAcme(store)).store.capabilities.durable === false) return
    const snapshots = memorySnapshots()
    const first = await opened(store, { snapshots, snapshotEvery: 1 })
    await first.execute(pledge('g1', 900))
    await first.close()
    const second = await opened(store, { snapshots })
    expect(await errorIn(second, pledge('g2', 200))).toBe('PledgedTooMuch')
    expect(await errorIn(second, WithdrawGift({ giftId: 'g1' }))).toBe('accepted')
  })

  test('upcast older versions of their events', async () => {
    const store = make({ clock })
    await (await withAcme(store)).execute(pledge('g1', 3))
    const Pledged = event('GiftPledged', {
      customerId: CustomerId,
      cents: integer,
    })
    const inCents = hostStreams('gift', {
      events: { GiftPledged: Pledged },
      initial: { cents: 0 },
      evolve: {
        GiftPledged:
          ({ cents }) =>
          (state) => {
            state.cents = cents
          },
      },
      upcasts: {
        GiftPledged: [(data) => ({ ...Object(data), cents: Reflect.get(Object(data), 'amount') * 100 })],
      },
    })
    const SumIs = rejection('SumIs', { cents: 'number' })
    const raised = hostDecision({
      command: WithdrawGift,
      streams: [inCents],
      rejections: { SumIs },
      reads: ({ giftId }) => ({ pledged: inCents(giftId) }),
      decide: ({ pledged }, { giftId }) =>
        pledged.cents === 300
          ? accept(write(inCents(giftId), Pledged({ customerId: 'acme', cents: 500 })))
          : SumIs({ cents: pledged.cents }),
    })
    const crm = await openClientele({ store, clock, decisions: [raised] })
    onTestFinished(() => crm.close())
    expect(await crm.execute(WithdrawGift({ giftId: 'g1' }))).toMatchObject({ right: { events: [{ revision: 1 }] } })
    expect(await crm.execute(WithdrawGift({ giftId: 'g1' }))).toMatchObject({ left: { error: 'SumIs', cents: 500 } })
    const versions: number[] = []
    for await (const batch of crm.events({ types: ['GiftPledged'] }))
      versions.push(...batch.map(({ schemaVersion }) => schemaVersion))
    expect(versions).toEqual([1, 2])
  })

  test('may invoke a built-in command: both are appended, or neither', async () => {
    const LeaveGift = command('LeaveGift', { giftId: givenIdOf('GiftId'), customerId: CustomerId })
    const leaveGift = hostDecision({
      command: LeaveGift,
      right: 'anybody',
      streams: [gift],
      invokes: ({ customerId }) => ArchiveCustomer({ customerId }),
      reads: ({ giftId }) => ({ pledged: gift(giftId) }),
      decide: ({ pledged }, { giftId, customerId }) =>
        when(pledged.customerId !== null, nothing) ??
        accept(write(gift(giftId), GiftPledged({ customerId, amount: 1 }))),
    })
    const crm = await openClientele({ store: make({ clock }), clock, decisions: [leaveGift], follow: false })
    onTestFinished(() => crm.close())
    for (const employeeId of ['anna', 'owner']) await crm.execute(RegisterEmployee({ employeeId, name: employeeId }))
    for (const customerId of ['acme', 'beta'])
      await crm.execute(RegisterCustomer({ customerId, name: customerId, ownerId: 'owner' }))
    await crm.execute(MarkCustomerPrivate({ customerId: 'beta' }))
    const leave = (giftId: string, customerId: string, context: Context = {}) =>
      crm.execute(LeaveGift({ giftId, customerId }), context)
    expect(await leave('g1', 'acme', { by: 'anna' })).toMatchObject({
      right: {
        events: [
          { stream: 'gift-g1', type: 'GiftPledged' },
          { stream: 'customer-acme', type: 'CustomerArchived' },
        ],
      },
    })
    expect(await leave('g2', 'beta', { by: 'anna' })).toMatchObject({ left: { error: 'NotOwner' } })
    expect(await leave('g2', 'nobody')).toMatchObject({ left: { error: 'CustomerNotFound' } })
    expect(await leave('g1', 'nobody')).toMatchObject({ right: { events: [] } })
    const both = await Promise.all(Array.from({ length: 8 }, () => leave('g3', 'beta')))
    expect(both.flatMap((one) => (isRight(one) ? one.right.events : [])).map(({ type }) => type)).toEqual([
      'GiftPledged',
      'CustomerArchived',
    ])
    expect((await typesIn(crm)).filter((type) => type === 'GiftPledged')).toHaveLength(2)
  })

  test('are checked by guards', async () => {
    const TooManyGifts = rejection('TooManyGifts', { count: 'number' })
    const atMostTwo = guard({
      name: 'atMostTwoGifts',
      rejections: { TooManyGifts },
      events: [GiftPledged],
      streams: [gift],
      reads: guardReads(({ change }) => ({
        gifts: { index: giftsOfCustomer, keys: change.eventsOf(GiftPledged).map(({ data }) => data.customerId) },
      })),
      unless: ({ after }) => (after.gifts.length > 2 ? TooManyGifts({ count: after.gifts.length }) : null),
    })
    const crm = await opened(make({ clock }), { guards: [atMostTwo] })
    await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
    const answers = await Promise.all([1, 2, 3, 4].map((n) => crm.executeUnknown(pledge(`g${n}`, 1))))
    expect(answers.filter(isRight)).toHaveLength(2)
    expect(answers.filter(isLeft).map(({ left }) => left)).toEqual(Array(2).fill({ error: 'TooManyGifts', count: 3 }))
  })
})

test.each([
  ['PledgeGif', 'PledgeGift'],
  ['RegisterCustome', 'RegisterCustomer'],
])('an unknown command %s is refused with the nearest name, built-in or of the host', async (type, nearest) => {
  const { memory } = await import('@clientele/adapters/memory')
  const crm = await opened(memory())
  expect(await crm.executeUnknown({ type, data: {} })).toMatchObject({
    left: { problems: [{ expected: `the name of a command; did you mean ${nearest}?` }] },
  })
  expect(await crm.executeUnknown({ type: 'PledgeGift', data: { giftId: 'g', customer: 'acme' } })).toMatchObject({
    left: { problems: expect.arrayContaining([expect.objectContaining({ path: 'customer' })]) },
  })
})
