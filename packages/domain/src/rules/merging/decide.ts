import type { Decisions } from '../../kernel/decision.js'
import type { mergingCommands } from '../../model/merging/commands.js'
import { mergeContacts } from './contacts.js'
import { mergeCustomers } from './customers.js'

export const mergingDecisions: Decisions<typeof mergingCommands> = {
  MergeCustomers: mergeCustomers,
  MergeContacts: mergeContacts,
}
