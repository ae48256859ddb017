import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { EventStoreDbServer } from '../../../../test/servers/eventstoredb/server.mjs'

/** A proxy to a server that counts connections. */
export type Way = { readonly connectionString: string; open(): number; begun(): number }

const passOn = (from: Socket, to: Socket): void => {
  from.on('error', () => {}).on('close', () => to.destroy())
  from.pipe(to)
}

export const countedWay = async (server: EventStoreDbServer): Promise<Way> => {
  const sockets = new Set<Socket>()
  let started = 0
  const way = createServer((socket) => {
    started += 1
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    const onward = connect(server.port(), '127.0.0.1')
    passOn(socket, onward)
    passOn(onward, socket)
  })
  way.listen(0, '127.0.0.1')
  await once(way, 'listening')
  onTestFinished(() => void way.close())
  const { port } = way.address() as AddressInfo
  const connectionString = server.connectionString().replace(/:\d+\?/, `:${port}?`)
  return { connectionString, open: () => sockets.size, begun: () => started }
}
