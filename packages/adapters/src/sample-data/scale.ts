/** The size of a generated register, and the seed of its data. */
export type Scale = {
  readonly customers: number
  readonly employees: number
  /** The number of customer groups; by default the square root of the number of customers, at least six. */
  readonly groups?: number | undefined
  readonly seed: number
}

export type Cells = readonly (string | number | boolean)[]

/** A file to generate: its header and its rows, generated lazily. */
export type GeneratedFile = {
  readonly file: string
  readonly header: readonly string[]
  readonly rows: (scale: Scale) => Iterable<Cells>
}

/** The ids of items, by index from 0 on. */
export const employeeId = (index: number): string => `e${index + 1}`
export const groupId = (index: number): string => `g${index + 1}`
export const specialGroupId = (index: number): string => `s${index + 1}`
export const customerId = (index: number): string => `c${index + 1}`
export const personId = (index: number): string => `p${index + 1}`

/** The number of groups: as requested, else about 300 for 100,000 customers, and at least six. */
export const groupsIn = ({ customers, groups }: Scale): number =>
  groups ?? Math.max(6, Math.round(Math.sqrt(customers)))

export const specialGroupsIn = ({ customers }: Scale): number => Math.max(3, Math.round(Math.sqrt(customers) / 6))

/** One contact person for three customers, since some have none and some contacts have several companies. */
export const contactsIn = ({ customers }: Scale): number => Math.ceil(customers / 3)

/** Every third employee is a salesperson. */
export const isSalesperson = (index: number): boolean => index % 3 === 0

/** Every tenth customer is a private person, who has no contacts. */
export const isPrivateCustomer = (index: number): boolean => index % 10 === 9

/** The index of a company near an index. */
export const companyNear = (index: number): number => (isPrivateCustomer(index) ? index - 1 : index)

const firstYear = 2017
const lastYear = 2026

/** The years of documents and responsibilities. */
export const years: readonly number[] = Array.from(
  { length: lastYear - firstYear + 1 },
  (_, index) => firstYear + index,
)

/** The n-th day of 365 of a year, as `YYYY-MM-DD`. */
export const dayOf = (year: number, day: number): string =>
  new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10)
