import { event, type LogEvent } from '../log.js'

/** Events of a stream, on a day of 2024. */
export const on =
  (stream: string) =>
  (type: LogEvent['event'], data: object = {}, day?: string): LogEvent =>
    event(type, stream, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
