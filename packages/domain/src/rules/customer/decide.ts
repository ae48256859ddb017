import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { customerCommands } from '../../model/customer/commands.js'
import * as deletion from './delete.js'
import * as details from './details.js'
import * as documents from './documents.js'
import * as groups from './groups.js'
import * as lifeCycle from './life-cycle.js'
import * as registration from './register.js'
import * as startDate from './start-date.js'

export const customerDecisions = decisionsAmong({
  ...deletion,
  ...details,
  ...documents,
  ...groups,
  ...lifeCycle,
  ...registration,
  ...startDate,
}) satisfies Decisions<typeof customerCommands>
