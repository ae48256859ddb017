export { beginning, catalogues } from './beginning.js'
export {
  type ExecutedCommand,
  executeHistory,
  executeSteps,
  type History,
  historyOf,
  historyUpTo,
  type OpenHistory,
} from './executed.js'
export { commandOf, metasOf, type Step } from './step.js'
