import {
  hasAtMostOneGroup,
  haveDistinctNames,
  initialSettings,
  isForest,
  type KnownEvent,
  movesFromWhereItIs,
  settingsAggregate,
} from '@clientele/domain'
import { groupCommands, membershipCommands } from './command-types.js'
import { forbiddenWrites, invariant, isPolicy, liveCustomers, projected } from './invariant.js'
import { brokenAt } from './moments.js'

export const atMostOneGroup = invariant({
  title: 'INV-01 a customer is in at most one customer group, and moves from the one it was in',
  about: membershipCommands,
  broken: ({ log }) =>
    brokenAt(log, 'customer', ({ event, before, after, settings }) => {
      const moved = event.type === 'CustomerMovedToGroup' ? movesFromWhereItIs(before, event.data.from) : true
      return moved && hasAtMostOneGroup(after, settings.policies)
    }),
})

export const countedOnce = invariant({
  title: 'INV-02 every customer is counted exactly once, in its group or under "No group"',
  about: membershipCommands,
  without: isPolicy('groupMembership'),
  broken: ({ log }) => {
    const { views } = projected(log)
    const counted = views.groupTree({}).reduce((sum, { ownCount }) => sum + ownCount, 0)
    const registered = liveCustomers(log).length
    return counted === registered ? [] : [`${counted} counted, ${registered} registered`]
  },
})

export const groupForest = invariant({
  title: 'INV-04 the groups are a forest: no group is its own ancestor',
  about: groupCommands,
  broken: ({ log }) => brokenAt(log, 'customerGroups', ({ after }) => isForest(after)),
})

export const distinctNames = invariant({
  title: 'INV-05 customer groups have different names; renaming a group changes no membership',
  about: groupCommands,
  without: isPolicy('groupNameUniqueness'),
  broken: (history) => [
    ...brokenAt(history.log, 'customerGroups', ({ after, settings }) => haveDistinctNames(after, settings.policies)),
    ...forbiddenWrites(history, ['RenameCustomerGroup'], (stream) => stream !== 'customerGroups'),
  ],
})

const joinedGroups = ({ type, data }: KnownEvent): readonly string[] => {
  if (type === 'CustomerMovedToGroup') return data.to === null ? [] : [data.to]
  return type === 'CustomerAddedToGroup' ? [data.groupId] : []
}

const leftGroup = ({ type, data }: KnownEvent): string | null => {
  if (type === 'CustomerMovedToGroup') return data.from
  return type === 'CustomerRemovedFromGroup' ? data.groupId : null
}

/** Lists groups that were deleted with members although policy allows only empty ones. */
const deletedWithMembers = (log: readonly KnownEvent[]): readonly string[] => {
  const members = new Map<string, ReadonlySet<string>>()
  let settings = initialSettings
  return log.flatMap((event) => {
    if (event.stream === 'settings') settings = settingsAggregate.fold(settings, [event])
    const remaining = [...(members.get(event.stream) ?? [])].filter((groupId) => groupId !== leftGroup(event))
    members.set(
      event.stream,
      event.type === 'CustomerDeleted' ? new Set() : new Set([...remaining, ...joinedGroups(event)]),
    )
    if (event.type !== 'CustomerGroupDeleted' || settings.policies.groupDeletion !== 'emptyOnly') return []
    const { groupId } = event.data
    return [...members.values()].some((ids) => ids.has(groupId)) ? [`${event.position} ${groupId} had members`] : []
  })
}

/** Lists customers that are shown in a deleted group. */
const shownInDeletedGroup = (log: readonly KnownEvent[]): readonly string[] => {
  const { views } = projected(log)
  const shownGroups = new Set(views.groupTree({}).map(({ groupId }) => groupId))
  return liveCustomers(log).flatMap((customerId) =>
    (views.customerCard({ customerId })?.groups ?? [])
      .filter(({ id }) => !shownGroups.has(id))
      .map(({ id }) => `${customerId} in ${id}`),
  )
}

export const deletedGroups = invariant({
  title: 'INV-03 no customer is shown in a deleted group; where only empty groups may be deleted, no other is',
  about: membershipCommands,
  broken: ({ log }) => [...deletedWithMembers(log), ...shownInDeletedGroup(log)],
})
