import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clientele, Logger } from '@clientele/adapters'
import type { KnownEvent, NewEvent, RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, expect } from 'vitest'
import { eventId, newCommandId } from '../../src/event-id.js'

const clock = (): string => new Date().toISOString()

/** Executes commands one after another, which must all be accepted. Returns the last position. */
export const executed = async (crm: Clientele, ...commands: readonly object[]): Promise<string> => {
  let position = ''
  for (const command of commands) {
    const outcome = await crm.executeUnknown(command, { by: 'test', as: 'host' })
    if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
    position = outcome.right.position ?? position
  }
  return position
}

/** The command that registers an employee. */
export const employee = (employeeId: string): object => ({
  type: 'RegisterEmployee',
  data: { employeeId, name: employeeId },
})

const registered = (commandId: string, ordinal: number): NewEvent => ({
  id: eventId(commandId, ordinal),
  type: 'EmployeeRegistered',
  schemaVersion: 1,
  data: { employeeId: `e${commandId}-${ordinal}`, name: 'Somebody' },
  metadata: { by: 'test', at: clock(), commandId },
})

/** Appends this many events of one type directly to the store, in large batches. */
export const fill = async ({ store }: Clientele, count: number): Promise<void> => {
  for (let done = 0; done < count; done += 1_000) {
    const commandId = newCommandId(clock)
    const events = Array.from({ length: Math.min(1_000, count - done) }, (_, ordinal) => registered(commandId, ordinal))
    const [first, ...rest] = events.map(
      (event, ordinal) =>
        ({ stream: `employee-e${commandId}-${ordinal}`, expected: 'noStream', events: [event] }) as const,
    )
    if (first === undefined) return
    const appended = await store.append({ writes: [first, ...rest], unchanged: [], noneSince: [] })()
    if (isLeft(appended)) expect.fail(JSON.stringify(appended.left))
  }
}

/** The positions of the whole log. */
export const positionsIn = async (crm: Clientele): Promise<readonly string[]> => {
  const positions: string[] = []
  for await (const events of crm.events()) positions.push(...events.map(({ position }) => position))
  return positions
}

/** The positions of some events. */
export const positionsOf = (events: readonly (KnownEvent | RecordedEvent)[]): readonly string[] =>
  events.map(({ position }) => position)

/** Waits until a condition holds, checking it often; the timeout suits a busy machine. */
export const until = async (isSo: () => boolean, milliseconds = 20_000): Promise<void> => {
  const deadline = performance.now() + milliseconds
  while (!isSo()) {
    if (performance.now() > deadline) expect.fail(`not so after ${milliseconds} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

type Line = readonly [level: string, facts: object, message: string]

/** A logger that collects all `lines`, and the warnings and errors among them as `problems`. */
export const listeningLogger = (): Logger & { readonly lines: readonly Line[]; readonly problems: readonly Line[] } => {
  const lines: Line[] = []
  const problems: Line[] = []
  const at = (level: string) => (facts: object, message: string) => {
    lines.push([level, facts, message])
    if (level !== 'info') problems.push([level, facts, message])
  }
  return { lines, problems, info: at('info'), warn: at('warn'), error: at('error') }
}

/** A new directory for the running test. */
export const directoryOfTest = (): (() => string) => {
  const created: string[] = []
  afterEach(() => {
    for (const directory of created.splice(0)) rmSync(directory, { recursive: true, force: true })
  })
  return () => {
    const directory = mkdtempSync(join(tmpdir(), 'clientele-subscriptions-'))
    created.push(directory)
    return directory
  }
}
