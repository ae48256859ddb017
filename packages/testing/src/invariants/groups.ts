import {
  hasAtMostOneGroup,
  haveDistinctNames,
  initialSettings,
  isForest,
  type KnownEvent,
  movesFromWhereItIs,
  settingsAggregate,
} from '@clientele/domain'
import { groups, inGroups } from './about.js'
import { invariant, isPolicy, liveIn, projected, touching } from './invariant.js'
import { brokenAt } from './moments.js'

export const oneGroup = invariant({
  title: 'INV-01 a customer has at most one customer group, and moves from the one it was in',
  about: inGroups,
  broken: ({ log }) =>
    brokenAt(log, 'customer', ({ event, before, after, settings }) => {
      const moved = event.type === 'CustomerMovedToGroup' ? movesFromWhereItIs(before, event.data.from) : true
      return moved && hasAtMostOneGroup(after, settings.policies)
    }),
})

export const partition = invariant({
  title: 'INV-02 the groups and "No group" share out the customers, each counted once',
  about: inGroups,
  without: isPolicy('groupMembership'),
  broken: ({ log }) => {
    const { views } = projected(log)
    const counted = views.groupTree({}).reduce((sum, { ownCount }) => sum + ownCount, 0)
    const there = liveIn(log).length
    return counted === there ? [] : [`${counted} counted, ${there} registered`]
  },
})

export const forest = invariant({
  title: 'INV-04 the groups are a forest: no group is its own ancestor',
  about: groups,
  broken: ({ log }) => brokenAt(log, 'customerGroups', ({ after }) => isForest(after)),
})

export const distinctNames = invariant({
  title: 'INV-05 customer groups have distinct names, and renaming one changes no membership',
  about: groups,
  without: isPolicy('groupNameUniqueness'),
  broken: (history) => [
    ...brokenAt(history.log, 'customerGroups', ({ after, settings }) => haveDistinctNames(after, settings.policies)),
    ...touching(history, ['RenameCustomerGroup'], (stream) => stream !== 'customerGroups'),
  ],
})

const joined = ({ type, data }: KnownEvent): readonly string[] => {
  if (type === 'CustomerMovedToGroup') return data.to === null ? [] : [data.to]
  return type === 'CustomerAddedToGroup' ? [data.groupId] : []
}

const left = ({ type, data }: KnownEvent): string | null => {
  if (type === 'CustomerMovedToGroup') return data.from
  return type === 'CustomerRemovedFromGroup' ? data.groupId : null
}

/** Groups that were deleted with members although only empty ones may be. */
const deletedWithMembers = (log: readonly KnownEvent[]): readonly string[] => {
  const members = new Map<string, ReadonlySet<string>>()
  let settings = initialSettings
  return log.flatMap((event) => {
    if (event.stream === 'settings') settings = settingsAggregate.fold(settings, [event])
    const kept = [...(members.get(event.stream) ?? [])].filter((groupId) => groupId !== left(event))
    members.set(event.stream, event.type === 'CustomerDeleted' ? new Set() : new Set([...kept, ...joined(event)]))
    if (event.type !== 'CustomerGroupDeleted' || settings.policies.groupDeletion !== 'emptyOnly') return []
    const { groupId } = event.data
    return [...members.values()].some((ids) => ids.has(groupId)) ? [`${event.position} ${groupId} had members`] : []
  })
}

/** Customers that are shown in a group that is there no longer. */
const shownInDeleted = (log: readonly KnownEvent[]): readonly string[] => {
  const { views } = projected(log)
  const there = new Set(views.groupTree({}).map(({ groupId }) => groupId))
  return liveIn(log).flatMap((customerId) =>
    (views.customerCard({ customerId })?.groups ?? [])
      .filter(({ id }) => !there.has(id))
      .map(({ id }) => `${customerId} in ${id}`),
  )
}

export const deletedGroups = invariant({
  title: 'INV-03 nobody is shown in a deleted group, and where only empty groups may go none goes with members',
  about: inGroups,
  broken: ({ log }) => [...deletedWithMembers(log), ...shownInDeleted(log)],
})
