import { type Decisions, decisionsAmong } from '../../kernel/decision-table.js'
import type { customerGroupCommands } from '../../model/customer-groups/commands.js'
import * as catalogue from './catalogue.js'
import * as deletion from './delete.js'
import * as form from './form.js'
import * as place from './place.js'

export const customerGroupDecisions = decisionsAmong({
  ...catalogue,
  ...deletion,
  ...form,
  ...place,
}) satisfies Decisions<typeof customerGroupCommands>
