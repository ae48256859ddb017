import { nothing, type Outcome } from '../../kernel/decision.js'
import type { Settings } from './state.js'

/** What asking for what is already so gives: nothing, or in strict mode a named refusal. */
export const redundant = ({ policies }: Settings, refusal: Outcome): Outcome =>
  policies.redundantCommands === 'reject' ? refusal : nothing
