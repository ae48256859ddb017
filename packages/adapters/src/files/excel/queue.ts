/**
 * The most bytes of sheet XML that may wait for compression. What waits longer outlives the young generation, and 64 MiB
 * of buffers nobody needs any more lie about until the old one is collected.
 */
export const mostQueued = 262_144

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
 * Bytes of a sheet written and not yet compressed, `null` when exceljs no longer keeps them where it did. Its writer
 * takes rows faster than it compresses and never says stop: without looking here the whole sheet waits in memory.
 */
export const queuedIn = (sheet: object): number | null => {
  const pipe = pipeOf(sheet)
  return pipe === null ? null : lengthIn(pipe, '_writableState') + lengthIn(pipe, '_readableState')
}
