import { readdirSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Executed, Health, Outcome } from '@clientele/adapters'
import type { Message } from '@clientele/domain'
import { expect, onTestFinished } from 'vitest'
import { type Child, startChild } from './children.js'

const releasesFolder = fileURLToPath(new URL('../releases', import.meta.url))

/** The stored versions, each with its library, a register and a snapshot that it wrote. */
export const releases: readonly string[] = readdirSync(releasesFolder)

/** The library of a process: that of a release, or the built one. */
export type Library = { readonly title: string; readonly url: string }

/** The built library. */
export const built: Library = { title: 'today', url: new URL('./library.mjs', import.meta.url).href }

/** The library of a release. */
export const libraryOf = (version: string): Library => ({
  title: version,
  url: pathToFileURL(join(releasesFolder, version, 'clientele.mjs')).href,
})

/** Copies of the files that a release wrote, removed after the test. */
export type Files = { readonly url: string; readonly snapshots: string }

/** Copies the files that a release wrote. */
export const filesOf = async (version: string): Promise<Files> => {
  const folder = await mkdtemp(join(tmpdir(), 'clientele-release-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(join(releasesFolder, version), folder, { recursive: true })
  return { url: `sqlite:${join(folder, 'register.sqlite')}`, snapshots: join(folder, 'snapshots') }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2))

const answerAt = async ({ lines, process }: Child, index: number) => {
  const answers = (): readonly string[] => lines.filter((line) => line.startsWith('= '))
  while (answers().length <= index && process.exitCode === null && process.signalCode === null) await pause()
  const answer = answers()[index]
  if (answer === undefined) throw new Error('The process ended before it answered.')
  return JSON.parse(answer.slice(2))
}

/** An open register in a separate process. */
export type Remote = {
  readonly child: Child
  execute(command: Message): Promise<Outcome>
  /** Executes a command that must be accepted. */
  accepted(command: Message): Promise<Executed>
  /** Registers this many customers, 64 at a time; the child prints the outcomes. */
  executeAll(name: string, count: number): Promise<void>
  caughtUp(receipt: object): Promise<{ readonly _tag: string }>
  /** The answers of views as JSON texts. */
  ask(questions: readonly (readonly [view: string, question: object])[]): Promise<readonly string[]>
  health(): Promise<Health>
  /** Closes it, and ends the process. */
  close(): Promise<void>
}

/** Opens a register with a library, in a separate process, which is killed after the test if it still runs. */
export const openedBy = async (library: Library, url: string, snapshots?: string): Promise<Remote> => {
  const child = startChild('./release.mjs', library.url, url, ...(snapshots === undefined ? [] : [snapshots]))
  let asked = 0
  await answerAt(child, 0)
  const call = (...request: readonly unknown[]) => {
    asked += 1
    child.process.stdin?.write(`${JSON.stringify(request)}\n`)
    return answerAt(child, asked)
  }
  return {
    child,
    execute: (command) => call('execute', command),
    accepted: async (command) => {
      const outcome = await call('execute', command)
      expect(outcome, library.title).toMatchObject({ _tag: 'Right' })
      return outcome.right
    },
    executeAll: (name, count) => call('executeAll', name, count),
    caughtUp: (receipt) => call('caughtUp', receipt),
    ask: (questions) => call('ask', questions),
    health: () => call('health'),
    close: async () => {
      child.process.stdin?.end()
      expect(await child.ended).toBe(0)
    },
  }
}
