import type { CustomerRow, PersonRow } from './rows.js'

/** Copies a customer row. An object literal, because `Object.assign` or spread makes rows this wide five times as large. */
export const copyOfCustomer = (row: CustomerRow): CustomerRow => ({
  customerId: row.customerId,
  kind: row.kind,
  name: row.name,
  personId: row.personId,
  number: row.number,
  details: row.details,
  segment: row.segment,
  status: row.status,
  attractionChannel: row.attractionChannel,
  customerKind: row.customerKind,
  ownerId: row.ownerId,
  private: row.private,
  archived: row.archived,
  mergedInto: row.mergedInto,
  groupIds: row.groupIds,
  groupsSince: row.groupsSince,
  specialGroupIds: row.specialGroupIds,
  startDate: row.startDate,
  startSource: row.startSource,
  startDocumentId: row.startDocumentId,
  statements: row.statements,
})

/** Copies a person row. An object literal, because `Object.assign` or spread makes rows this wide five times as large. */
export const copyOfPerson = (row: PersonRow): PersonRow => ({
  personId: row.personId,
  firstName: row.firstName,
  lastName: row.lastName,
  email: row.email,
  phone: row.phone,
  mobile: row.mobile,
  title: row.title,
  companyIds: row.companyIds,
  linkedIds: row.linkedIds,
  joined: row.joined,
  customerId: row.customerId,
  mergedInto: row.mergedInto,
  statements: row.statements,
  saidAt: row.saidAt,
  categories: row.categories,
  erased: row.erased,
  holdUntil: row.holdUntil,
  address: row.address,
  emailsRestricted: row.emailsRestricted,
})
