import { customerIds, personIds, type Side, type ViewStatements } from './side.js'

/** The bans of persons that were not merged; consents of two records may differ. */
export const marketingPermissions: ViewStatements = function* (side, now) {
  for (const { personId, mergedInto } of side.register.tables.persons.rows())
    for (const customerId of mergedInto !== null ? [] : [null, ...customerIds(side)])
      for (const { channel, because } of side.views.marketingPermissions({ personId, customerId }))
        if (because === 'ban')
          yield [now.person(personId), customerId === null ? null : now.customer(customerId), channel]
}

/** Who may be addressed, or is excluded by a statement on either record. */
export const targetGroup: ViewStatements = function* (side, now) {
  for (const channel of ['email', 'sms'] as const)
    for (const { personId, customerIds: places } of side.views.targetGroup({ channel }).persons)
      for (const place of places) yield [channel, now.person(personId), now.customer(place)]
}

export const contactSearch: ViewStatements = function* ({ views, register }, now) {
  for (const { personId, companies } of views.contactSearch({})) {
    yield [now.person(personId)]
    for (const { id } of companies) yield [now.person(personId), now.customer(id)]
  }
  for (const { value } of register.tables.classifierValues.rows())
    for (const { personId } of views.contactSearch({ category: value })) yield [value, now.person(personId)]
}

type Activities = (side: Side, personId: string) => readonly { readonly activityId: string }[]

/** The activities on a tab of the contacts. */
export const onTab = (activitiesOf: Activities): ViewStatements =>
  function* (side, now) {
    for (const personId of personIds(side))
      for (const { activityId } of activitiesOf(side, personId)) yield [now.person(personId), activityId]
  }

export const contactServices: ViewStatements = function* (side, now) {
  for (const personId of personIds(side)) {
    const services = side.views.contactServices({ personId })
    for (const one of ['sms', 'numberSearch'] as const) if (services?.[one]) yield [now.person(personId), one]
  }
}
