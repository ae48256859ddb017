import { nothing, type Outcome } from '../../kernel/decision.js'
import type { Settings } from './state.js'

/** Returns the outcome of a redundant command: nothing to do, or in strict mode a rejection. */
export const unchangedOr = ({ policies }: Settings, refusal: Outcome): Outcome =>
  policies.redundantCommands === 'reject' ? refusal : nothing
