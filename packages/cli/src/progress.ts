import { Presets, SingleBar } from 'cli-progress'
import type { Io } from './io.js'
import { plain } from './printing/plain.js'

/** A bar that is drawn only on a terminal. */
export type Progress = { at(done: number, total?: number): void; stop(): void }

const nothing: Progress = { at: () => {}, stop: () => {} }

/** A progress bar on stderr; `total` may become known later, `unit` is what is counted. */
export const progressOf = (io: Io, label: string, unit: string): Progress => {
  if (!io.showsProgress) return nothing
  // Passed as values, since braces in the format would be replaced.
  const format = '{label} {bar} {value}/{total} {unit}'
  const words = { label: plain(label), unit }
  const bar = new SingleBar({ format, stream: toTerminal(io), hideCursor: true, clearOnComplete: true }, Presets.legacy)
  let isStarted = false
  return {
    at: (done, total) => {
      if (!isStarted) bar.start(total ?? done, 0, words)
      isStarted = true
      bar.setTotal(Math.max(total ?? done, done))
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

const toTerminal = ({ stderr }: Io): NodeJS.WritableStream => stderr
