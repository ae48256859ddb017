import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What is held: everything; the server's answers; everything on the present connections. */
export type Held = 'everything' | 'answers' | 'connections'

/** A proxy to a server of this machine that can go silent: connections stay open, and no byte passes. */
export type NetworkProxy = {
  readonly port: number
  /** Holds everything (the default) or a part of it, including the ends of connections. */
  hold(which?: Held): void
  /** Passes on at most 64 KiB of requests, then pauses for this many milliseconds, repeatedly. */
  slow(milliseconds: number): void
  /** Passes on what was held, in order, and everything from now on. */
  release(): void
  stop(): Promise<void>
}

type Gate = { isHeld: boolean; readonly held: (() => void)[] }

const newGate = (isHeld: boolean): Gate => ({ isHeld, held: [] })

const pass = (gate: Gate, action: () => void): void => {
  if (gate.isHeld) gate.held.push(action)
  else action()
}

const open = (gate: Gate): void => {
  gate.isHeld = false
  for (const action of gate.held.splice(0)) action()
}

type Way = { readonly from: Socket; readonly to: Socket; readonly gate: Gate }

const passOn = ({ from, to, gate }: Way, pause: () => number): void => {
  from.on('error', () => {})
  from.on('data', (bytes) => {
    pass(gate, () => void (to.destroyed || to.write(bytes)))
    if (pause() === 0) return
    from.pause()
    setTimeout(() => from.resume(), pause())
  })
  from.on('close', () => pass(gate, () => to.destroy()))
}

type Connection = { readonly sockets: readonly [Socket, Socket]; readonly requests: Gate; readonly answers: Gate }

/** Starts a proxy in front of a port of this machine. */
export const startProxy = async (port: number): Promise<NetworkProxy> => {
  const connections = new Set<Connection>()
  const heldFromNow = { requests: false, answers: false }
  let pause = 0
  const server = createServer((socket) => {
    const onward = connect(port, '127.0.0.1')
    const [requests, answers] = [newGate(heldFromNow.requests), newGate(heldFromNow.answers)]
    const connection: Connection = { sockets: [socket, onward], requests, answers }
    connections.add(connection)
    onward.on('close', () => connections.delete(connection))
    passOn({ from: socket, to: onward, gate: requests }, () => pause)
    passOn({ from: onward, to: socket, gate: answers }, () => 0)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    hold: (which = 'everything') => {
      heldFromNow.requests = which === 'everything'
      heldFromNow.answers = which !== 'connections'
      for (const { requests, answers } of connections) {
        requests.isHeld = which !== 'answers'
        answers.isHeld = true
      }
    },
    slow: (milliseconds) => {
      pause = milliseconds
    },
    release: () => {
      heldFromNow.requests = false
      heldFromNow.answers = false
      for (const { requests, answers } of [...connections]) {
        open(requests)
        open(answers)
      }
    },
    stop: async () => {
      for (const { sockets } of [...connections]) for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
