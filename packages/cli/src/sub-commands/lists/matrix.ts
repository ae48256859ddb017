import type { MatrixParams } from '@clientele/projections'
import { give } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Reading, reading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { groupIdsOf } from './groups-in.js'

const options = {
  ...listingOptions,
  ...pageOptions,
  projects: { kind: 'flag', about: 'also a row per open project, beneath its customer' },
  'by-role': { kind: 'flag', about: 'write the roles into the cells' },
  group: { kind: 'texts', names: 'customerGroup', about: 'only customers of these groups; "none" is No group' },
  'no-subgroups': { kind: 'flag', about: 'the groups alone, without those below them' },
  'special-group': { kind: 'texts', names: 'specialGroup', about: 'only customers of these special groups' },
  team: { kind: 'text', names: 'team', about: 'only columns of this team' },
  employee: { kind: 'texts', names: 'employee', about: 'only the columns of these employees' },
  salesperson: { kind: 'text', names: 'employee', about: 'only customers of the groups shown to this salesperson' },
  role: { kind: 'text', names: 'role', about: 'only responsibilities in this role' },
  search: { kind: 'text', about: 'only customers with this in their name' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const paramsOf = (args: Args, { asking }: Reading): MatrixParams => ({
  ...asking,
  mode: args['by-role'] ? 'byRole' : 'plain',
  showProjects: args.projects,
  offset: args.offset,
  limit: args.limit,
  filter: {
    groupIds: groupIdsOf(args.group),
    includeSubgroups: args['no-subgroups'] ? false : undefined,
    specialGroupIds: args['special-group'],
    teamId: args.team,
    employeeIds: args.employee,
    salespersonId: args.salesperson,
    roleId: args.role,
    text: args.search,
  },
})

/** Who is responsible for whom. */
export const matrix = subCommand({
  name: 'matrix',
  about: 'who is responsible for whom: a row per customer, a column per employee',
  order: 'rows by customer name, projects by name beneath their customer; columns by employee name; ties by id.',
  options,
  examples: [
    ['matrix', 'the whole matrix, today'],
    ['matrix --group accounting --as-of 2026-01-31', 'one group with its subgroups, on a day'],
    ['matrix --by-role --xlsx matrix.xlsx', 'an Excel file with the roles in the cells'],
  ],
  run: (args, io) =>
    reading(args, io, (register) => {
      const params = paramsOf(args, register)
      return give(args, io, {
        json: () => {
          const { columns, rows, total } = register.views.responsibilityMatrix(params)
          return { columns: columns.map(({ employeeId, name }) => ({ employeeId, name })), rows, total }
        },
        listing: () => register.views.matrixListing(params),
      })
    }),
})
