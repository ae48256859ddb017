import type { ExecutedCommand } from '../histories/index.js'

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n')

const consequences = ({ answer }: ExecutedCommand): readonly string[] => {
  const events = answer.events.map(({ type, stream, data }) => `→ ${type} in ${stream} ${JSON.stringify(data)}`)
  const refusals = answer.refusals.map(({ error, ...facts }) => `✗ ${error} ${JSON.stringify(facts)}`)
  return events.length + refusals.length === 0 ? ['nothing to do'] : [...events, ...refusals]
}

const written = (executed: ExecutedCommand): string => {
  const { command, meta } = executed
  const line = `  ${meta.today} ${meta.by}: ${command.type} ${JSON.stringify(command.data)}`
  return `${line}\n${indented(consequences(executed))}`
}

/** Writes a history for people: a line per command, and under it the events it appended or why it was refused. */
export const writtenHistory = (commands: readonly ExecutedCommand[]): string => commands.map(written).join('\n')

/** What is broken, and how to try it again. */
type Broken = { readonly reason: string; readonly commands: readonly ExecutedCommand[]; readonly seed: number }

/** Writes why a rule is broken, by which history, and how to repeat it. */
export const writtenBreak = ({ reason, commands, seed }: Broken): string =>
  [
    `The rule is broken: ${reason}`,
    `by ${commands.length === 1 ? 'this command' : `these ${commands.length} commands`}:`,
    writtenHistory(commands),
    `To try the same again: everyCommandKeeps(rule, { seed: ${seed} })`,
  ].join('\n')
