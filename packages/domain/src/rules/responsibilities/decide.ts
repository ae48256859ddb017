import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { responsibilityCommands } from '../../model/responsibilities/commands.js'
import * as assign from './assign.js'
import * as interval from './interval.js'
import * as remove from './remove.js'
import * as roles from './roles.js'

export const responsibilityDecisions = decisionsAmong({
  ...assign,
  ...interval,
  ...remove,
  ...roles,
}) satisfies Decisions<typeof responsibilityCommands>
