import { isHostFailure } from '@clientele/domain'
import { type ExecutedCommand, executeSteps, type Step } from '../histories/index.js'
import { createModel, type Model, type ModelOptions } from '../model/index.js'
import { type Rule, reasonAgainst } from './rule.js'

/** Where a rule was first broken: by which step (from 0), and why. */
export type Break = { readonly at: number; readonly reason: string }

/** The result of trying steps; `broken` is `null` if the rule held. */
export type Trial = { readonly broken: Break | null; readonly commands: readonly ExecutedCommand[] }

const logOf = (commands: readonly ExecutedCommand[]) => commands.flatMap(({ answer }) => answer.events)

/** Why a rule does not hold after the last command. A broken guard or decision refuses everything, and proves nothing. */
const reasonAfter = async (
  rule: Rule,
  { log }: Model,
  commands: readonly ExecutedCommand[],
): Promise<string | null> => {
  const last = commands.at(-1)
  const failure = last?.answer.refusals.find(isHostFailure)
  if (failure !== undefined) return `${failure.error}: ${failure.problem}`
  return hasAppended(last) ? reasonAgainst(rule, [...log], [...commands]) : null
}

/** Executes the steps that follow those already executed, and checks the rule after each that appended events. A broken guard or decision breaks it too. */
export const tryAfterEach = async (
  rule: Rule,
  done: readonly ExecutedCommand[],
  steps: readonly Step[],
  options: ModelOptions,
): Promise<Trial> => {
  const model = createModel(logOf(done), options)
  const commands = [...done]
  for (const executed of executeSteps(steps, model, done.length)) {
    commands.push(executed)
    const reason = await reasonAfter(rule, model, commands)
    if (reason !== null) return { broken: { at: commands.length - 1, reason }, commands }
  }
  return { broken: null, commands }
}

const hasAppended = (executed: ExecutedCommand | undefined): boolean =>
  executed !== undefined && executed.before < executed.after

/** Executes steps on an empty register and checks the rule only at the end, if the last step appended events. */
export const tryAtEnd = async (rule: Rule, steps: readonly Step[], options: ModelOptions): Promise<Trial> => {
  const model = createModel([], options)
  const commands = [...executeSteps(steps, model)]
  const reason = await reasonAfter(rule, model, commands)
  return { broken: reason === null ? null : { at: steps.length - 1, reason }, commands }
}
