import {
  ChangeEmployeeDetails,
  givenIdOf,
  type Message,
  RegisterEmployee,
  SetEmployeeTeams,
  SetSellerInformation,
  text,
} from '@clientele/domain'
import type { EmployeeRow } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { date, flag, idsOf, optional, type RowOf, requiredColumn } from '../columns.js'
import { definedFields, type FileKind, fileKind, isChanged, type Known, type Plan } from '../kind.js'
import { createIdentifier, type Identifier } from './identify.js'
import { identityByName, mayHaveEmail } from './naming.js'

const EmployeeId = givenIdOf('EmployeeId')

const columns = {
  employeeId: optional(EmployeeId),
  name: requiredColumn(text),
  email: optional(text),
  teams: optional(idsOf('TeamId')),
  salesperson: optional(flag),
  sellerCode: optional(text),
  admin: optional(flag),
  since: optional(date),
}

type Cells = RowOf<typeof columns>

type Row = Cells & { readonly employeeId: string }

const registerCommand = (row: Row): Message =>
  RegisterEmployee({
    employeeId: row.employeeId,
    name: row.name ?? '',
    email: row.email ?? null,
    teams: row.teams ?? [],
    salesperson: row.salesperson ?? row.sellerCode != null,
    sellerCode: row.sellerCode ?? null,
    admin: row.admin ?? false,
  })

const detailCommands = ({ employeeId, name, email }: Row, known: EmployeeRow): readonly Message[] =>
  isChanged(name, known.name) || isChanged(email, known.email)
    ? [ChangeEmployeeDetails({ employeeId, name: name ?? '', ...definedFields({ email }) })]
    : []

const teamCommands = ({ employeeId, teams: wanted }: Row, known: EmployeeRow): readonly Message[] => {
  if (wanted === undefined) return []
  const ids = wanted ?? []
  const isSame = ids.length === known.teams.length && ids.every((team) => known.teams.includes(team))
  return isSame ? [] : [SetEmployeeTeams({ employeeId, teams: ids })]
}

const sellerCommands = (row: Row, known: EmployeeRow): readonly Message[] => {
  const { employeeId, sellerCode } = row
  const salesperson = row.salesperson ?? known.salesperson
  const isSame = salesperson === known.salesperson && !isChanged(sellerCode, known.sellerCode)
  return isSame ? [] : [SetSellerInformation({ employeeId, salesperson, ...definedFields({ sellerCode }) })]
}

/** No command changes who is an administrator: registering again is refused, which reports the difference. */
const adminCommands = (row: Row, known: EmployeeRow): readonly Message[] =>
  row.admin == null || row.admin === known.admin ? [] : [registerCommand(row)]

const planRow = (row: Row, { tables }: Known): Plan => {
  const known = tables.employees.get(row.employeeId)
  if (known === undefined) return { create: [registerCommand(row)] }
  return {
    update: [
      ...detailCommands(row, known),
      ...teamCommands(row, known),
      ...sellerCommands(row, known),
      ...adminCommands(row, known),
    ],
  }
}

const createEmployeeIdentifier = (): Identifier<Cells> =>
  createIdentifier<Cells, EmployeeRow>({
    column: 'employeeId',
    expected: EmployeeId.name,
    idIn: ({ employeeId }) => employeeId,
    nameIn: ({ name }) => name,
    table: ({ tables }) => tables.employees,
    idOf: ({ employeeId }) => employeeId,
    nameOf: ({ name }) => name,
    matches: (row, { email }) => mayHaveEmail(row, email),
  })

/**
 * Employees. A row without an id matches the employee with its name and e-mail address; if there is none, it creates a
 * new one.
 */
export const employees = (): FileKind => {
  const identifier = createEmployeeIdentifier()
  return fileKind({
    file: 'employees.csv',
    columns,
    knownBy: ['employeeId', 'teams', 'sellerCode'],
    since: ({ since }) => since,
    id: (row) => row.employeeId ?? identityByName(row),
    isIdGiven: ({ employeeId }) => employeeId != null,
    subject: ({ name, employeeId }) => name ?? employeeId ?? '',
    keys: identifier.keysOf,
    plan: (row, known, newId) => {
      const employeeId = identifier.idFor(row, known, newId)
      return isLeft(employeeId)
        ? { refused: employeeId.left }
        : planRow({ ...row, employeeId: employeeId.right }, known)
    },
  })
}
