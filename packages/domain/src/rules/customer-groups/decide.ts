import type { Decisions } from '../../kernel/decision.js'
import { decisionsAmong } from '../../kernel/decision-table.js'
import type { customerGroupCommands } from '../../model/customer-groups/commands.js'
import * as catalogue from './catalogue.js'
import * as deletion from './delete.js'
import * as form from './form.js'
import * as place from './place.js'

export const customerGroupDecisions: Decisions<typeof customerGroupCommands> = decisionsAmong({
  ...catalogue,
  ...deletion,
  ...form,
  ...place,
})
