import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server of this machine that can go silent: connections stay open, and no byte passes. */
export type NetworkProxy = {
  readonly port: number
  /** Holds back everything, or only what the server answers, the ends of connections too. */
  hold(which?: 'everything' | 'answers'): void
  /** Passes on what was held back, in order, and everything from now on. */
  release(): void
  /** How many connections are open towards the server. */
  open(): number
  stop(): Promise<void>
}

type Gate = { isHeld: boolean; readonly held: (() => void)[] }

const pass = (gate: Gate, action: () => void): void => {
  if (gate.isHeld) gate.held.push(action)
  else action()
}

const passOn = (from: Socket, to: Socket, gate: Gate): void => {
  from.on('error', () => {})
  from.on('data', (bytes) => pass(gate, () => void (to.destroyed || to.write(bytes))))
  from.on('close', () => pass(gate, () => to.destroy()))
}

const openGate = (gate: Gate): void => {
  gate.isHeld = false
  for (const action of gate.held.splice(0)) action()
}

/** Starts a proxy in front of a port of this machine. */
export const startProxy = async (port: number): Promise<NetworkProxy> => {
  const [requests, answers]: readonly [Gate, Gate] = [
    { isHeld: false, held: [] },
    { isHeld: false, held: [] },
  ]
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('close', () => sockets.delete(socket))
  }
  const onwards = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = keep(connect(port, '127.0.0.1'))
    onwards.add(onward.on('close', () => onwards.delete(onward)))
    passOn(keep(socket), onward, requests)
    passOn(onward, socket, answers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    hold: (which = 'everything') => {
      requests.isHeld = which === 'everything'
      answers.isHeld = true
    },
    release: () => {
      openGate(requests)
      openGate(answers)
    },
    open: () => onwards.size,
    stop: async () => {
      for (const socket of [...sockets]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
