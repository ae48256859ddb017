/**
 * The maximum bytes of sheet XML that wait for compression. With more, the buffers move to the old generation of the
 * garbage collector, and 64 MiB of unused buffers stay in memory until it is collected.
 */
export const maxQueuedBytes = 262_144

const lengthIn = (stream: object, state: string): number => {
  const found: unknown = Reflect.get(stream, state)
  const length: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'length') : 0
  return typeof length === 'number' ? length : 0
}

const pipeOf = (sheet: object): object | null => {
  const stream: unknown = Reflect.get(sheet, 'stream')
  const pipes: unknown = typeof stream === 'object' && stream !== null ? Reflect.get(stream, 'pipes') : null
  const pipe: unknown = Array.isArray(pipes) ? pipes[0] : null
  return typeof pipe === 'object' && pipe !== null ? pipe : null
}

/**
 * The bytes of a sheet that are written but not compressed yet; `null` if the internals of exceljs have changed. Its
 * writer has no backpressure: without this check the whole sheet would be buffered in memory.
 */
export const queuedBytes = (sheet: object): number | null => {
  const pipe = pipeOf(sheet)
  return pipe === null ? null : lengthIn(pipe, '_writableState') + lengthIn(pipe, '_readableState')
}
