import { activityKinds, type TaskListParams } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import { writeAnswer } from '../../answers/answer.js'
import { listingOrEmpty } from '../../answers/listing.js'
import type { ArgumentsOf, Options } from '../../arguments/arguments.js'
import { listingOptions, pageOptions } from '../../arguments/options.js'
import { type Ending, failed, reversedPeriod } from '../../cli-error.js'
import type { Io } from '../../io.js'
import { type Reading, withReading } from '../../opening/opening.js'
import { subCommand } from '../../sub-command.js'
import { filterFrom, filterOptions } from './filter-options.js'

const activityOptions = {
  ...listingOptions,
  ...pageOptions,
  only: { kind: 'texts', about: 'only these kinds', choices: activityKinds },
} as const satisfies Options

type ActivityArgs = ArgumentsOf<typeof activityOptions> & { readonly CUSTOMER_ID: string }

const tellActivities = async (args: ActivityArgs, io: Io, { views, asking }: Reading): Promise<Ending> => {
  const customerId = args.CUSTOMER_ID
  if (views.customerCard({ ...asking, customerId }) === null)
    return failed(`There is no customer "${customerId}" to be seen: look its id up with "clientele customers".`)
  const params = { ...asking, customerId, kinds: args.only, offset: args.offset, limit: args.limit }
  return writeAnswer(args, io, {
    json: () => views.customerActivities(params),
    listing: () => views.customerActivityListing(params),
  })
}

/** The activities with a customer. */
export const activities = subCommand({
  name: 'activities',
  about: 'the tasks, meetings, notes and files of a customer and its projects',
  order: 'newest first; ties by id.',
  positionals: { CUSTOMER_ID: { about: 'the id of the customer' } },
  options: activityOptions,
  examples: [
    ['activities acme', 'everything done with a customer'],
    ['activities acme --only task meeting --limit 10', 'the last tasks and meetings'],
  ],
  run: (args, io) => withReading(args, io, (register) => tellActivities(args, io, register)),
})

const { status: _ofCustomers, ...customerFilters } = filterOptions

const taskOptions = {
  ...listingOptions,
  ...pageOptions,
  ...customerFilters,
  user: { kind: 'text', names: 'employee', about: 'only tasks of this employee' },
  'task-status': { kind: 'texts', about: 'only tasks of these statuses, such as open' },
  from: { kind: 'date', about: 'only tasks due on this day or later' },
  to: { kind: 'date', about: 'only tasks due on this day or earlier' },
} as const satisfies Options

type TaskArgs = ArgumentsOf<typeof taskOptions>

const taskParams = (args: TaskArgs, { asking }: Reading): TaskListParams => ({
  ...asking,
  filter: filterFrom({ ...args, status: undefined }),
  userId: args.user,
  statuses: args['task-status'],
  period: { from: args.from, to: args.to },
  offset: args.offset,
  limit: args.limit,
})

const tellTasks = async (args: TaskArgs, io: Io, register: Reading): Promise<Ending> => {
  const params = taskParams(args, register)
  const found = register.views.taskList(params)
  if (isLeft(found)) return reversedPeriod
  return writeAnswer(args, io, {
    json: () => found.right,
    listing: () => listingOrEmpty(register.views.taskListing(params)),
  })
}

/** The open tasks. */
export const tasks = subCommand({
  name: 'tasks',
  about: 'the tasks of customers, contacts and projects',
  order: 'by due date, those without one last; ties by id.',
  options: taskOptions,
  examples: [
    ['tasks --user anna --task-status open', 'what Anna has to do'],
    ['tasks --group clients --from 2026-01-01 --to 2026-01-31', 'what is due in January for a group'],
  ],
  run: (args, io) => withReading(args, io, (register) => tellTasks(args, io, register)),
})
