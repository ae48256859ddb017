import { constants, createReadStream, openSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'

const openPipe = (pipe: string): Readable => {
  // Opening a pipe without a writer would block a thread and keep the process from ending.
  const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({ fd, readable: true, writable: false })
}

/** The bytes of a file or a pipe; throws, or the stream fails, if it cannot be read. */
export const bytesOf = (path: string): Readable =>
  statSync(path, { throwIfNoEntry: false })?.isFIFO() === true ? openPipe(path) : createReadStream(path)
