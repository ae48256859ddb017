import { customerIds, right, type ViewStatements } from './side.js'

export const customerList: ViewStatements = function* ({ views, register }, now) {
  const listed = (filter: object): readonly string[] =>
    right(views.customerList({ columns: ['customerId'], filter: { showArchived: true, ...filter } })).map((row) =>
      now.customer(String(row.customerId)),
    )
  for (const id of listed({})) yield [id]
  for (const { specialGroupId } of register.tables.specialGroups.rows())
    for (const id of listed({ specialGroupIds: [specialGroupId] })) yield [specialGroupId, id]
}

export const customerCard: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side)) {
    const card = side.views.customerCard({ customerId })
    if (card === null) continue
    const id = now.customer(customerId)
    for (const one of card.contacts) yield ['contact', id, now.person(one.id)]
    for (const one of card.projects) yield ['project', id, one.id]
    for (const one of card.documents) yield ['document', id, one.documentId]
    for (const one of card.specialGroups) yield ['special group', id, one.id]
    for (const one of card.properties) yield ['property', id, one]
    for (const one of Object.keys(card.trackingItems)) yield ['tracking item', id, one]
    for (const one of card.invoiceTypes) yield ['invoice type', id, one.invoiceTypeId]
    for (const one of card.legalEntities) yield ['legal entity', id, one.legalEntityId]
    for (const { accountId, closed, products } of card.accounts)
      if (!closed) for (const one of [null, ...products]) yield ['account', id, accountId, one?.productId]
  }
}

export const startDates: ViewStatements = function* ({ views }, now) {
  for (const { customerId, startDate } of views.startDates({})) if (startDate !== null) yield [now.customer(customerId)]
}

export const customersWithProperty: ViewStatements = function* ({ views, register }, now) {
  for (const { value: property } of register.tables.classifierValues.rows())
    for (const { customerId } of views.customersWithProperty({ property })) yield [property, now.customer(customerId)]
}

export const customersOfSpecialGroup: ViewStatements = function* ({ views, register }, now) {
  for (const { specialGroupId } of register.tables.specialGroups.rows())
    for (const { customerId } of views.customersOfSpecialGroup({ specialGroupId }))
      yield [specialGroupId, now.customer(customerId)]
}

export const selfIssuableInvoice: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const { value: invoiceTypeId } of side.register.tables.classifierValues.rows())
      if (side.views.selfIssuableInvoice({ customerId, invoiceTypeId })._tag === 'Right')
        yield [now.customer(customerId), invoiceTypeId]
}

export const portalUsers: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const { personId } of side.views.portalUsers({ customerId }))
      yield [now.customer(customerId), now.person(personId)]
}
