export { everyCommandKeeps, type KeepsOptions, type Kept, type RuleBroken } from './every-command-keeps.js'
export type { Rule, Verdict } from './rule.js'
