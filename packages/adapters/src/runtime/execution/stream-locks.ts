import type { StoreFailure, StreamName } from '@clientele/domain'

/**
 * The turn of one who has waited for a stream: nobody else of the line is called before it is used or passed on. With a
 * `failure` the one before found the store away; who waited as long does not begin to wait for it, but passes it on.
 */
export type Turn = { readonly stream: StreamName; readonly failure: StoreFailure | null; isOver: boolean }

type Written = { readonly stream: StreamName }

/** Which streams this process is appending to right now: who wants to decide on one of them stands in line. */
export type Turns = {
  /** Resolves, in the order of coming, when the first of the streams that is taken is free; `null` when none is taken. */
  waitFor(streams: Iterable<StreamName>): Promise<Turn> | null
  /** Lets the next of the line have a turn that was not used. */
  pass(turn: Turn): void
  /**
   * Takes the streams written to until the returned function is called, with the failure if the store is away; a turn for
   * one of them is used with it.
   */
  take(writes: readonly Written[], turn: Turn | null): (failure?: StoreFailure | null) => void
}

type Waiting = { readonly call: (turn: Turn) => void; behind: Waiting | null }

type Line = { first: Waiting; last: Waiting }

/** No stream is taken yet. */
export const createTurns = (): Turns => {
  const taken = new Map<StreamName, object>()
  const lines = new Map<StreamName, Line>()

  const standInLine = (stream: StreamName, call: Waiting['call']): void => {
    const waiting: Waiting = { call, behind: null }
    const line = lines.get(stream)
    if (line === undefined) {
      lines.set(stream, { first: waiting, last: waiting })
      return
    }
    line.last.behind = waiting
    line.last = waiting
  }

  // One only: were all of them called, all but one would have decided in vain, again and again.
  const callNext = (stream: StreamName, failure: StoreFailure | null): void => {
    const line = lines.get(stream)
    if (line === undefined) return
    const { call, behind } = line.first
    if (behind === null) lines.delete(stream)
    else line.first = behind
    call({ stream, failure, isOver: false })
  }

  return {
    waitFor: (streams) => {
      if (taken.size === 0) return null
      for (const stream of streams) if (taken.has(stream)) return new Promise((resolve) => standInLine(stream, resolve))
      return null
    },
    pass: (turn) => {
      if (turn.isOver) return
      turn.isOver = true
      if (!taken.has(turn.stream)) callNext(turn.stream, turn.failure)
    },
    take: (writes, turn) => {
      const mine = {}
      if (turn !== null && writes.some(({ stream }) => stream === turn.stream)) turn.isOver = true
      for (const { stream } of writes) taken.set(stream, mine)
      return (failure = null) => {
        for (const { stream } of writes) {
          if (taken.get(stream) !== mine) continue
          taken.delete(stream)
          callNext(stream, failure)
        }
      }
    },
  }
}
