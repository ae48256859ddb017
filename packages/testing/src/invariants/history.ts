import { dateOf, idOfStream, type KnownEvent, linkedTo } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import { active, touchingCustomers } from './about.js'
import { invariant, projected, registeredIn } from './invariant.js'

/** The customers that every activity is linked to, by stream: what they are linked to stands in their first event. */
const linksIn = (log: readonly KnownEvent[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    log
      .filter(({ stream, revision }) => stream.startsWith('activity-') && revision === 0)
      .map(({ stream, data }) => [stream, linkedTo({ links: Reflect.get(data, 'links') }).customerIds]),
  )

/** Who has the data of a customer: itself, or who it was merged into. */
const survivorIn = (mergedInto: ReadonlyMap<string, string>, customerId: string): string => {
  const into = mergedInto.get(customerId)
  return into === undefined ? customerId : survivorIn(mergedInto, into)
}

/** The events that touch a customer. What is done to an activity after a merge touches the survivor. */
const touching = (log: readonly KnownEvent[], customerId: string): readonly KnownEvent[] => {
  const links = linksIn(log)
  const mergedInto = new Map<string, string>()
  return log.filter(({ stream, data, type }) => {
    if (type === 'CustomerMergedInto') mergedInto.set(idOfStream(stream), Reflect.get(data, 'survivorId'))
    return (
      stream === `customer-${customerId}` ||
      (speaksOfCompany.includes(type) && Reflect.get(data, 'customerId') === customerId) ||
      (links.get(stream) ?? []).some((linked) => survivorIn(mergedInto, linked) === customerId)
    )
  })
}

const historyOf = ({ history }: Projections, id: string): readonly string[] =>
  history.of({ kind: 'customer', id }).map(({ position, type }) => `${position} ${type}`)

const speaksOfCompany: readonly string[] = [
  'ContactLinkedToCompany',
  'ContactUnlinkedFromCompany',
  'PrivateCustomerCreated',
]

export const wholeHistory = invariant({
  title: 'INV-18 a history has a line for every event that touches its customer, and only ever grows at its end',
  about: [...touchingCustomers, ...active],
  broken: ({ log }) => {
    const [whole, part] = [projected(log), projected(log.slice(0, Math.floor(log.length / 2)))]
    return registeredIn(log).flatMap((customerId) => {
      const expected = touching(log, customerId).map(({ position, type }) => `${position} ${type}`)
      const all = historyOf(whole, customerId)
      const half = historyOf(part, customerId)
      const isWhole = JSON.stringify(all) === JSON.stringify(expected)
      const isPrefix = JSON.stringify(all.slice(0, half.length)) === JSON.stringify(half)
      return isWhole && isPrefix ? [] : [`${customerId}: ${all.length} lines, ${expected.length} events`]
    })
  },
})

const rowsOf = (answer: { readonly _tag: string; readonly right?: readonly object[] }): string =>
  JSON.stringify(answer.right ?? answer)

export const periodOfHistory = invariant({
  title: 'INV-19 a history limited to a period is the whole history filtered by the day of recording',
  about: touchingCustomers,
  broken: ({ log, commands }) => {
    const { register, views } = projected(log)
    const { timeZone } = register.settings.policies
    const [first, last] = [commands.at(0)?.meta.today ?? '2024-03-01', commands.at(-1)?.meta.today ?? '2024-03-01']
    return registeredIn(log).flatMap((customerId) => {
      const all = views.customerHistory({ customerId })
      if (all._tag === 'Left') return [`${customerId} has no history`]
      const within = all.right.filter(({ recordedAt }) => {
        const day = dateOf(recordedAt, timeZone)
        return day > first && day <= last
      })
      const from = new Date(Date.parse(first) + 86_400_000).toISOString().slice(0, 10)
      const limited =
        from > last ? { _tag: 'Right', right: within } : views.customerHistory({ customerId, from, to: last })
      return rowsOf(limited) === JSON.stringify(within) ? [] : [`${customerId} from ${from} to ${last}`]
    })
  },
})
