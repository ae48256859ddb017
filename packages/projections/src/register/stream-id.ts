import { idOfStream, type StreamName } from '@clientele/domain'

let last: { readonly stream: StreamName; readonly id: string } = { stream: '', id: '' }

/** The id in the name of a stream. History and register ask in turn about the same one, and keep the same text. */
export const streamId = (stream: StreamName): string => {
  if (last.stream !== stream) last = { stream, id: idOfStream(stream) }
  return last.id
}
