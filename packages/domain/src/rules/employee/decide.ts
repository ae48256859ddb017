import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { employeeCommands } from '../../model/employee/commands.js'
import * as absence from './absence.js'
import * as emailLinking from './email-linking.js'
import * as leaving from './leaving.js'
import * as record from './record.js'

export const employeeDecisions = decisionsAmong({
  ...absence,
  ...emailLinking,
  ...leaving,
  ...record,
}) satisfies Decisions<typeof employeeCommands>
