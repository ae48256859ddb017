/** How large a generated register is, and which of the many. */
export type Scale = {
  readonly customers: number
  readonly employees: number
  /** Customer groups; the square root of the number of customers without it, and never fewer than six then. */
  readonly groups?: number | undefined
  readonly seed: number
}

export type Cells = readonly (string | number | boolean)[]

/** A file to generate: its header and its rows, made one at a time. */
export type GeneratedFile = {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: (scale: Scale) => Iterable<Cells>
}

/** The ids of things, by their number from 0 on. */
export const employeeId = (index: number): string => `e${index + 1}`
export const groupId = (index: number): string => `g${index + 1}`
export const specialGroupId = (index: number): string => `s${index + 1}`
export const customerId = (index: number): string => `c${index + 1}`
export const personId = (index: number): string => `p${index + 1}`

/** As many as were asked for; without that about 300 for 100,000 customers, and never fewer than a small tree. */
export const groupsIn = ({ customers, groups }: Scale): number =>
  groups ?? Math.max(6, Math.round(Math.sqrt(customers)))

export const specialGroupsIn = ({ customers }: Scale): number => Math.max(3, Math.round(Math.sqrt(customers) / 6))

/** One contact person for three customers, as some have none and some contacts have several companies. */
export const contactsIn = ({ customers }: Scale): number => Math.ceil(customers / 3)

/** Every third employee sells. */
export const isSalesperson = (index: number): boolean => index % 3 === 0

/** Every tenth customer is a person: somebody who is no company has no contacts. */
export const isPrivateCustomer = (index: number): boolean => index % 10 === 9

/** A company near a number. */
export const companyNear = (index: number): number => (isPrivateCustomer(index) ? index - 1 : index)

const firstYear = 2017
const lastYear = 2026

/** The years documents and responsibilities are of. */
export const years: readonly number[] = Array.from(
  { length: lastYear - firstYear + 1 },
  (_, index) => firstYear + index,
)

/** The n-th day of 365 of a year, as `YYYY-MM-DD`. */
export const dayOf = (year: number, day: number): string =>
  new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)
