import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { personCommands } from '../../model/person/commands.js'
import * as contact from './contact.js'
import * as emailAccess from './email-access.js'
import * as links from './links.js'
import * as privacy from './privacy.js'
import * as privateCustomer from './private-customer.js'

export const personDecisions = decisionsAmong({
  ...contact,
  ...emailAccess,
  ...links,
  ...privacy,
  ...privateCustomer,
}) satisfies Decisions<typeof personCommands>
