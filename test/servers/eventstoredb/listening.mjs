import { createServer } from 'node:net'
import { forUsers } from './access.mjs'
import { grpc } from './protocol.mjs'

const largestMessage = 17 * 1024 * 1024

const credentialsOf = (tls) =>
  tls === null
    ? grpc.ServerCredentials.createInsecure()
    : grpc.ServerCredentials.createSsl(
        null,
        [{ private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.cert) }],
        false,
      )

// Accepts connections and passes them on, because gRPC cannot break a connection without ending its calls first.
const accepting = ({ injectConnection }, port) => {
  const sockets = new Set()
  const acceptor = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    injectConnection(socket.setNoDelay())
  })
  const accepted = { acceptor, breakOff: () => sockets.forEach((socket) => void socket.resetAndDestroy()) }
  return new Promise((resolve, reject) => {
    acceptor.on('error', reject)
    acceptor.listen(port, '127.0.0.1', () => resolve({ ...accepted, port: acceptor.address().port }))
  })
}

/** Starts a gRPC server with these services, and returns how to end it; `open` ones need no login. */
export const startListening = async (services, place) => {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
  })
  for (const { definition, handlers, open } of services)
    server.addService(definition, forUsers(handlers, open === true || place.tls === null ? null : place.password))
  const { acceptor, breakOff, port } = await accepting(
    server.createConnectionInjector(credentialsOf(place.tls)),
    place.port,
  )
  return {
    port,
    /** Ends it; open calls are cancelled. */
    end: () => {
      acceptor.close()
      server.forceShutdown()
    },
    /** Ends it by breaking all connections. */
    breakOff: () => {
      acceptor.close()
      breakOff()
      server.forceShutdown()
    },
  }
}
