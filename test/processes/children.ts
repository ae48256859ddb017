import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Whether children can run: they are plain Node and need the build of `npm test`. */
export const isBuilt: boolean = existsSync(at('../../packages/adapters/dist/clientele.js'))

/** A started process with its output lines; `ended` resolves to its exit code, `null` if it was killed. */
export type Child = {
  readonly process: ChildProcess
  readonly lines: readonly string[]
  readonly ended: Promise<number | null>
}

/** Starts a program of this folder; it is killed after the test if it still runs. */
export const startChild = (program: string, ...args: readonly string[]): Child => {
  const child = spawn(process.execPath, [at(program), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  let rest = ''
  // A chunk may end within a character.
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const all = (rest + chunk).split('\n')
    rest = all.pop() ?? ''
    lines.push(...all)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { process: child, lines, ended }
}

/** Kills a process, like a crash. */
export const killChild = async ({ process, ended }: Child): Promise<void> => {
  process.kill('SIGKILL')
  await ended
}
