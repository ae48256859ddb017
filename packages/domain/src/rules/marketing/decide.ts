import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { marketingCommands } from '../../model/marketing/commands.js'
import * as bans from './bans.js'
import * as consents from './consents.js'

export const marketingDecisions = decisionsAmong({
  ...bans,
  ...consents,
}) satisfies Decisions<typeof marketingCommands>
