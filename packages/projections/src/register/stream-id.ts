import { idOfStream, type StreamName } from '@clientele/domain'

let last: { readonly stream: StreamName; readonly id: string } = { stream: '', id: '' }

/** The id of a stream name. Caches the last one, so that history and register share the same string. */
export const streamId = (stream: StreamName): string => {
  if (last.stream !== stream) last = { stream, id: idOfStream(stream) }
  return last.id
}
