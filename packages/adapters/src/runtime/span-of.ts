import type { CommandTable } from '@clientele/domain'
import type { Context } from './execution/context.js'
import type { SpanOf } from './telemetry.js'

const textIn = (value: unknown, field: string): string | undefined => {
  try {
    const text: unknown = Reflect.get(Object(value), field)
    return typeof text === 'string' ? text : undefined
  } catch {
    // A value from outside may throw when it is read.
    return undefined
  }
}

/**
 * The span of a command that was refused before it was decided. Its type is `unknown` if there is no such command: a metric
 * has only so many types.
 */
export const spanOfRefused = (table: CommandTable, command: unknown, context: Context): SpanOf => {
  const type = textIn(command, 'type')
  return {
    type: type !== undefined && Object.hasOwn(table, type) ? type : 'unknown',
    commandId: textIn(context, 'commandId'),
    correlationId: textIn(context, 'correlationId'),
  }
}
