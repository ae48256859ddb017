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

const bound = (server, { port, tls }) =>
  new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentialsOf(tls), (error, given) =>
      error ? reject(error) : resolve(given),
    )
  })

/** A server of gRPC with these services, listening; `open` ones answer anybody. */
export const listening = async (services, place) => {
  const server = new grpc.Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
  })
  for (const { definition, handlers, open } of services)
    server.addService(definition, forUsers(handlers, open === true || place.tls === null ? null : place.password))
  return { server, port: await bound(server, place) }
}
