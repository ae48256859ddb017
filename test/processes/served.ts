import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../../packages/cli/bin/clientele.js', import.meta.url))

/** A process of `clientele serve` on a temporary register. */
export type ServingProcess = {
  readonly child: ChildProcess
  readonly port: number
  readonly token: string
  /** Ends it if it still runs, and removes its files. */
  end(): Promise<void>
}

const addressIn = (output: string): URL | null => {
  const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(output)
  return found === null ? null : new URL(found[0])
}

const addressOf = async (child: ChildProcess): Promise<URL> => {
  let output = ''
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk)
    const address = addressIn(output)
    if (address !== null) return address
  }
  throw new Error(`It ended, and said: ${output}`)
}

/** Starts such a process, with an employee as the actor. */
export const serveInProcess = async (): Promise<ServingProcess> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-served-'))
  const start = (...line: readonly string[]): ChildProcess =>
    spawn(process.execPath, [binary, ...line], { cwd: directory })
  const filling = start('execute')
  filling.stdin?.end('{"type":"RegisterEmployee","data":{"employeeId":"anna","name":"Anna","admin":true}}\n')
  await once(filling, 'close')
  const child = start('serve', '--by', 'anna', '--port', '0')
  const { port, searchParams } = await addressOf(child)
  return {
    child,
    port: Number(port),
    token: searchParams.get('token') ?? '',
    end: async () => {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'close')
      await rm(directory, { recursive: true, force: true })
    },
  }
}
