import { constants, createReadStream, openSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'

const waitingOn = (pipe: string): Readable => {
  // Opening a pipe nobody writes to would hold a thread, and with it the end of the process.
  const fd = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({ fd, readable: true, writable: false })
}

/** The bytes of a file, or of a pipe whoever opens it when; throws, or the stream does, where it cannot be read. */
export const bytesOf = (path: string): Readable =>
  statSync(path, { throwIfNoEntry: false })?.isFIFO() === true ? waitingOn(path) : createReadStream(path)
