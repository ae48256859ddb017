import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { mergingCommands } from '../../model/merging/commands.js'
import * as contacts from './contacts.js'
import * as customers from './customers.js'

export const mergingDecisions = decisionsAmong({
  ...contacts,
  ...customers,
}) satisfies Decisions<typeof mergingCommands>
