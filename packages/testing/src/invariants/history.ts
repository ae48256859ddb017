import { dateOf, idOfStream, type KnownEvent, linkedTo } from '@clientele/domain'
import type { Projections } from '@clientele/projections'
import { activityCommands, customerCommands } from './command-types.js'
import { invariant, projected, registeredCustomers } from './invariant.js'

/** Maps the stream of each activity to the customers it is linked to, as named by its first event. */
const customersByActivity = (log: readonly KnownEvent[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    log
      .filter(({ stream, revision }) => stream.startsWith('activity-') && revision === 0)
      .map(({ stream, data }) => [stream, linkedTo({ links: Reflect.get(data, 'links') }).customerIds]),
  )

/** Returns the customer that a customer was finally merged into; itself if it was not merged. */
const survivorOf = (mergedInto: ReadonlyMap<string, string>, customerId: string): string => {
  const into = mergedInto.get(customerId)
  return into === undefined ? customerId : survivorOf(mergedInto, into)
}

/** Lists the events that touch a customer. After a merge, events of linked activities touch the survivor. */
const eventsOfCustomer = (log: readonly KnownEvent[], customerId: string): readonly KnownEvent[] => {
  const links = customersByActivity(log)
  const mergedInto = new Map<string, string>()
  return log.filter(({ stream, data, type }) => {
    if (type === 'CustomerMergedInto') mergedInto.set(idOfStream(stream), Reflect.get(data, 'survivorId'))
    return (
      stream === `customer-${customerId}` ||
      (typesNamingCompany.includes(type) && Reflect.get(data, 'customerId') === customerId) ||
      (links.get(stream) ?? []).some((linked) => survivorOf(mergedInto, linked) === customerId)
    )
  })
}

const historyOf = ({ history }: Projections, id: string): readonly string[] =>
  history.of({ kind: 'customer', id }).map(({ position, type }) => `${position} ${type}`)

const typesNamingCompany: readonly string[] = [
  'ContactLinkedToCompany',
  'ContactUnlinkedFromCompany',
  'PrivateCustomerCreated',
]

export const completeHistory = invariant({
  title: 'INV-18 a history has a line for every event about its customer; lines are only added at the end',
  about: [...customerCommands, ...activityCommands],
  broken: ({ log }) => {
    const [whole, part] = [projected(log), projected(log.slice(0, Math.floor(log.length / 2)))]
    return registeredCustomers(log).flatMap((customerId) => {
      const expected = eventsOfCustomer(log, customerId).map(({ position, type }) => `${position} ${type}`)
      const all = historyOf(whole, customerId)
      const half = historyOf(part, customerId)
      const isWhole = JSON.stringify(all) === JSON.stringify(expected)
      const isPrefix = JSON.stringify(all.slice(0, half.length)) === JSON.stringify(half)
      return isWhole && isPrefix ? [] : [`${customerId}: ${all.length} lines, ${expected.length} events`]
    })
  },
})

const rowsAsJson = (answer: { readonly _tag: string; readonly right?: readonly object[] }): string =>
  JSON.stringify(answer.right ?? answer)

export const periodOfHistory = invariant({
  title: 'INV-19 a history limited to a period is the whole history filtered by recording day',
  about: customerCommands,
  broken: ({ log, commands }) => {
    const { register, views } = projected(log)
    const { timeZone } = register.settings.policies
    const [first, last] = [commands.at(0)?.meta.today ?? '2024-03-01', commands.at(-1)?.meta.today ?? '2024-03-01']
    return registeredCustomers(log).flatMap((customerId) => {
      const all = views.customerHistory({ customerId })
      if (all._tag === 'Left') return [`${customerId} has no history`]
      const within = all.right.filter(({ recordedAt }) => {
        const day = dateOf(recordedAt, timeZone)
        return day > first && day <= last
      })
      const from = new Date(Date.parse(first) + 86_400_000).toISOString().slice(0, 10)
      const limited =
        from > last ? { _tag: 'Right', right: within } : views.customerHistory({ customerId, from, to: last })
      return rowsAsJson(limited) === JSON.stringify(within) ? [] : [`${customerId} from ${from} to ${last}`]
    })
  },
})
