import { event, type Happened } from '../happened.js'

/** Events of a stream, on a day of 2024. */
export const on =
  (stream: string) =>
  (type: Happened['event'], data: object = {}, day?: string): Happened =>
    event(type, stream, data, day === undefined ? undefined : `2024-${day}T10:00:00Z`)
