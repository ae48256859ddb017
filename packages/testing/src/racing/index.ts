export { outOfOrder, type TimedCommand } from './one-order.js'
export { type RaceOptions, type RaceResult, race } from './race.js'
export { type Client, contextOf, type Executed, executeOn, executeOnStore, logOf } from './register.js'
