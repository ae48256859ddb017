import type { MatrixParams } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const options = {
  ...listingOptions,
  ...pageOptions,
  projects: { kind: 'flag', about: 'also a row per open project, beneath its customer' },
  'by-role': { kind: 'flag', about: 'write the roles into the cells' },
  ...filterOptions,
  team: { kind: 'text', names: 'team', about: 'only columns of this team' },
  employee: { kind: 'texts', names: 'employee', about: 'only the columns of these employees' },
  role: { kind: 'text', names: 'role', about: 'only responsibilities in this role' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const paramsOf = (args: Args, { asking }: Reading): MatrixParams => ({
  ...asking,
  mode: args['by-role'] ? 'byRole' : 'plain',
  showProjects: args.projects,
  offset: args.offset,
  limit: args.limit,
  filter: {
    ...filterFrom(args),
    teamId: args.team,
    employeeIds: args.employee,
    roleId: args.role,
  },
})

/** The responsibility matrix. */
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
    withReading(args, io, (register) => {
      const params = paramsOf(args, register)
      return writeAnswer(args, io, {
        json: () => {
          const { columns, rows, total } = register.views.responsibilityMatrix(params)
          return { columns: columns.map(({ employeeId, name }) => ({ employeeId, name })), rows, total }
        },
        listing: () => register.views.matrixListing(params),
      })
    }),
})
