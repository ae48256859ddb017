import { Socket } from 'node:net'

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined

/** The socket of a connection of the driver, whose types leave it out; `null` when there is none. */
export const socketOf = (client: object): Socket | null => {
  const stream = fieldOf(fieldOf(client, 'connection'), 'stream')
  return stream instanceof Socket ? stream : null
}

// A large statement is one write: only the handle knows how much of it is still here.
const unsentOn = (socket: Socket): number => {
  const queued = fieldOf(fieldOf(socket, '_handle'), 'writeQueueSize')
  return typeof queued === 'number' ? queued : socket.writableLength
}

const passedOn = (socket: Socket): number => socket.bytesRead + socket.bytesWritten - unsentOn(socket)

const errorOf = (code: string): Error => Object.assign(new Error('the server is silent'), { code })

/** Nothing was heard in time; what was asked may be done. */
export const late = (): Error => errorOf('ETIMEDOUT')
/** The connection leads nowhere, and the server is there: another one helps. */
const astray = (): Error => errorOf('ECONNRESET')

/** What a server says about one of its connections: it works on what it was asked, it waits to be asked, or neither. */
export type ServerState = 'working' | 'waiting' | 'unknown'

/** A connection to watch, the longest silence on it in milliseconds, and how the server is asked about it. */
export type Watched = {
  readonly socket: Socket
  readonly longest: number
  readonly ask: () => Promise<ServerState>
}

const [shortestStep, longestStep] = [20, 500]

const lookingAt = ({ socket, longest, ask }: Watched): (() => void) => {
  let passed = passedOn(socket)
  let heardAt = performance.now()
  // What was asked and said since something was heard.
  let asked: { said: ServerState } | null = null
  const hear = (): void => {
    passed = passedOn(socket)
    heardAt = performance.now()
    asked = null
  }
  const askServer = async (): Promise<void> => {
    const mine: { said: ServerState } = { said: 'unknown' }
    asked = mine
    mine.said = await ask()
    if (asked === mine && mine.said === 'working') hear()
  }
  return () => {
    const silent = performance.now() - heardAt
    if (passedOn(socket) !== passed) hear()
    // What the server said may have crossed an answer, which would have been there by now.
    else if (asked?.said === 'waiting') socket.destroy(astray())
    else if (silent >= longest) socket.destroy(late())
    else if (silent >= longest / 2 && asked === null) void askServer()
  }
}

/**
 * Waits for an answer for as long as bytes pass, or the server says (on another connection) that it works on it. After
 * half of the longest silence it is asked; a connection on which it waits as we do has lost something and is ended at
 * once, any other one when the time is over. The driver then rejects the answer.
 */
export const whileHeard = async <A>(watched: Watched, answer: Promise<A>): Promise<A> => {
  const { longest } = watched
  const look = lookingAt(watched)
  const timer = setInterval(look, Math.min(longestStep, Math.max(shortestStep, longest / 20)))
  try {
    return await answer
  } finally {
    clearInterval(timer)
  }
}
