import {
  accept,
  CustomerId,
  command,
  customerStream,
  type DataOf,
  event,
  givenIdOf,
  hostDecision,
  hostStreams,
  integer,
  type MembershipIndex,
  nothing,
  optional,
  reading,
  rejection,
  steppedHostDecision,
  text,
  unlessCustomer,
  when,
  whenArchived,
  write,
} from '@clientele/domain'

const GiftId = givenIdOf('GiftId')

export const PledgeGift = command('PledgeGift', {
  giftId: GiftId,
  customerId: CustomerId,
  amount: integer,
  note: optional(text),
})
export const WithdrawGift = command('WithdrawGift', { giftId: GiftId })

export const GiftPledged = event('GiftPledged', { customerId: CustomerId, amount: integer })
const GiftWithdrawn = event('GiftWithdrawn', {})

type Gift = { readonly customerId: string | null; readonly amount: number; readonly isWithdrawn: boolean }

const noGift: Gift = { customerId: null, amount: 0, isWithdrawn: false }

export const giftsOfCustomer: MembershipIndex = { name: 'giftsOfCustomer', joins: { GiftPledged: 'customerId' } }

/** Streams of gifts that customers pledge. */
export const gift = hostStreams('gift', {
  events: { GiftPledged, GiftWithdrawn },
  initial: noGift,
  evolve: {
    GiftPledged:
      ({ customerId, amount }) =>
      (state) => {
        state.customerId = customerId
        state.amount = amount
      },
    GiftWithdrawn: () => (state) => {
      state.isWithdrawn = true
    },
  },
  indexes: [giftsOfCustomer],
})

const GiftNotFound = rejection('GiftNotFound', { giftId: 'text' }, 'notFound', {
  sentences: { en: 'There is no gift {giftId}.', fi: 'Lahjaa {giftId} ei ole.' },
})
const PledgedTooMuch = rejection('PledgedTooMuch', { customerId: 'text', sum: 'number' })

export const giftRejections = { GiftNotFound, PledgedTooMuch }

const most = 1_000

const sumOf = (gifts: Iterable<Gift>): number => {
  let sum = 0
  for (const { amount, isWithdrawn } of gifts) sum += isWithdrawn ? 0 : amount
  return sum
}

/** Pledges a gift of a customer that is not archived; all gifts of a customer together are at most 1,000. */
export const pledgeGift = steppedHostDecision({
  command: PledgeGift,
  right: 'customer',
  streams: [gift],
  rejections: giftRejections,
  reads: reading(({ giftId, customerId }: DataOf<typeof PledgeGift>) => ({
    gift: gift(giftId),
    customer: customerStream(customerId),
    found: { index: giftsOfCustomer, keys: [customerId] },
  })).also((_data, _meta, { found }) => ({ others: found.map((name) => gift(name.slice('gift-'.length))) })),
  decide: ({ gift: pledged, customer, others }, { giftId, customerId, amount }) => {
    const sum = sumOf(others.values()) + amount
    return (
      unlessCustomer(customer, customerId) ??
      when(pledged.customerId !== null, nothing) ??
      whenArchived(customer, customerId) ??
      when(sum > most, PledgedTooMuch({ customerId, sum })) ??
      accept(write(gift(giftId), GiftPledged({ customerId, amount })))
    )
  },
})

export const withdrawGift = hostDecision({
  command: WithdrawGift,
  streams: [gift],
  rejections: giftRejections,
  reads: ({ giftId }) => ({ gift: gift(giftId) }),
  decide: ({ gift: pledged }, { giftId }) =>
    when(pledged.customerId === null, GiftNotFound({ giftId })) ??
    when(pledged.isWithdrawn, nothing) ??
    accept(write(gift(giftId), GiftWithdrawn({}))),
})
