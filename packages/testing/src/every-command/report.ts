import type { ExecutedCommand } from '../histories/index.js'

const indent = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n')

const consequences = ({ answer }: ExecutedCommand): readonly string[] => {
  const events = answer.events.map(({ type, stream, data }) => `→ ${type} in ${stream} ${JSON.stringify(data)}`)
  const refusals = answer.refusals.map(({ error, ...facts }) => `✗ ${error} ${JSON.stringify(facts)}`)
  return events.length + refusals.length === 0 ? ['nothing to do'] : [...events, ...refusals]
}

const describeCommand = (executed: ExecutedCommand): string => {
  const { command, meta } = executed
  const line = `  ${meta.today} ${meta.by}: ${command.type} ${JSON.stringify(command.data)}`
  return `${line}\n${indent(consequences(executed))}`
}

/** Describes a history for people: a line per command, and below it the events it appended or why it was refused. */
export const describeHistory = (commands: readonly ExecutedCommand[]): string =>
  commands.map(describeCommand).join('\n')

/** A broken rule, and how to repeat it. */
type Broken = { readonly reason: string; readonly commands: readonly ExecutedCommand[]; readonly seed: number }

/** Describes why a rule is broken, by which history, and how to repeat it. */
export const describeBreak = ({ reason, commands, seed }: Broken): string =>
  [
    `The rule is broken: ${reason}`,
    `by ${commands.length === 1 ? 'this command' : `these ${commands.length} commands`}:`,
    describeHistory(commands),
    `To try the same again: everyCommandKeeps(rule, { seed: ${seed} })`,
  ].join('\n')
