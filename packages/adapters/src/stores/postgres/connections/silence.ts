import { Socket } from 'node:net'

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined

/** The socket of a driver connection (the driver's types lack it); `null` when there is none. */
export const socketOf = (client: object): Socket | null => {
  const stream = fieldOf(fieldOf(client, 'connection'), 'stream')
  return stream instanceof Socket ? stream : null
}

// A large statement is one write: only the socket's handle knows how much of it is still unsent.
const unsentOn = (socket: Socket): number => {
  const queued = fieldOf(fieldOf(socket, '_handle'), 'writeQueueSize')
  return typeof queued === 'number' ? queued : socket.writableLength
}

const bytesTransferred = (socket: Socket): number => socket.bytesRead + socket.bytesWritten - unsentOn(socket)

const errorOf = (code: string): Error => Object.assign(new Error('the server is silent'), { code })

/** The error for a server that was silent for too long; the statement may have been executed. */
export const timeoutError = (): Error => errorOf('ETIMEDOUT')
/** The error for a connection that is dead while the server is up: another connection helps. */
const deadConnectionError = (): Error => errorOf('ECONNRESET')

/** The error for a statement that waits for a lock of another connection for too long. */
const lockedError = (): Error => errorOf('55P03')

/**
 * The state of a connection on the server: it executes a statement, which may be blocked by a lock of another
 * connection, it waits for one, or neither is known.
 */
export type ServerState = 'working' | 'blocked' | 'waiting' | 'unknown'

/**
 * A connection to watch, the longest silence on it in milliseconds, how to ask the server about its state, and how to
 * cancel a statement that is blocked.
 */
export type Watched = {
  readonly socket: Socket
  readonly longest: number
  readonly ask: () => Promise<ServerState>
  readonly cancel: () => void
}

const [minInterval, maxInterval] = [20, 500]

const createSilenceCheck = ({ socket, longest, ask, cancel }: Watched): (() => void) => {
  let transferred = bytesTransferred(socket)
  let lastActivityAt = performance.now()
  // The question to the server since the last byte, and its answer.
  let question: { state: ServerState } | null = null
  let isBlocked = false
  const noteActivity = (): void => {
    transferred = bytesTransferred(socket)
    lastActivityAt = performance.now()
    question = null
    isBlocked = false
  }
  const giveUp = (): void => {
    if (isBlocked) cancel()
    socket.destroy(isBlocked ? lockedError() : timeoutError())
  }
  const askServer = async (): Promise<void> => {
    const current: { state: ServerState } = { state: 'unknown' }
    question = current
    current.state = await ask()
    if (question !== current) return
    if (current.state === 'working') noteActivity()
    // Ask again: the lock may be released.
    isBlocked = current.state === 'blocked'
    if (isBlocked) question = null
  }
  return () => {
    const silent = performance.now() - lastActivityAt
    if (bytesTransferred(socket) !== transferred) noteActivity()
    // The server may have answered right after reporting `waiting`, but then the answer would have arrived by now.
    else if (question?.state === 'waiting') socket.destroy(deadConnectionError())
    else if (silent >= longest) giveUp()
    else if (silent >= longest / 2 && question === null) void askServer()
  }
}

/**
 * Waits for an answer while bytes are transferred, or while the server reports (on another connection) that it executes
 * the statement and is not blocked by a lock. Asks the server after half of the longest silence. If the server waits
 * for a statement too, data was lost and the connection is destroyed at once; otherwise it is destroyed after the
 * longest silence, and a blocked statement is cancelled. The driver then rejects the answer.
 */
export const watchForSilence = async <A>(watched: Watched, answer: Promise<A>): Promise<A> => {
  const { longest } = watched
  const look = createSilenceCheck(watched)
  const timer = setInterval(look, Math.min(maxInterval, Math.max(minInterval, longest / 20)))
  try {
    return await answer
  } finally {
    clearInterval(timer)
  }
}
