export type { CommandContext } from './context.js'
export { type Expectation, expectationOf, type Given, given, type RefusalName } from './given.js'
export { type EventLike, on, type Placed, recordedAt } from './placed.js'
