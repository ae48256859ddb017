import type { AssigneeParams } from '@clientele/projections'
import { writeAnswer } from '../../answers/answer.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const options = {
  ...listingOptions,
  ...pageOptions,
  ...filterOptions,
  customer: { kind: 'text', names: 'customer', about: 'only this customer' },
  employee: { kind: 'text', names: 'employee', about: 'only this employee' },
  archived: { kind: 'flag', about: 'also archived customers' },
  'project-participants': { kind: 'flag', about: 'also those responsible for and taking part in projects' },
  ended: { kind: 'flag', about: 'also responsibilities that have ended' },
} as const satisfies Options

type Args = ArgumentsOf<typeof options>

const paramsOf = (args: Args, { asking }: Reading): AssigneeParams => ({
  ...asking,
  includeEnded: args.ended,
  offset: args.offset,
  limit: args.limit,
  filter: {
    ...filterFrom(args),
    customerId: args.customer,
    employeeId: args.employee,
    showArchived: args.archived,
    showProjectParticipants: args['project-participants'],
  },
})

/** All assigned custodians. */
export const assignees = subCommand({
  name: 'assignees',
  about: 'everybody who is or will be responsible: a row per customer, person and role',
  order: 'by customer name, person name and role; ties by id.',
  options,
  examples: [
    ['assignees --employee anna', 'everything Anna is responsible for'],
    ['assignees --ended --xlsx assignees.xlsx', 'an Excel file, ended responsibilities too'],
  ],
  run: (args, io) =>
    withReading(args, io, (register) => {
      const params = paramsOf(args, register)
      return writeAnswer(args, io, {
        json: () => register.views.assigneeList(params),
        listing: () => register.views.assigneeListing(params),
      })
    }),
})
