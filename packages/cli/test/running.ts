import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { run } from '../src/run.js'

type Ran = { readonly code: number; readonly out: string; readonly err: string }

type Terms = {
  readonly input?: string | Readable
  readonly columns?: number
  readonly signal?: AbortSignal
}

/** A temporary directory, and the command line that runs in it. */
export type Desk = {
  readonly directory: string
  run(line: string | readonly string[], terms?: Terms): Promise<Ran>
  /** Runs with `--json` and reads the document. */
  json(line: string): Promise<unknown>
  /** Executes commands on the first day of 2024. */
  given(...commands: readonly (readonly [type: string, data: object])[]): Promise<Ran>
  remove(): Promise<void>
}

export const collecting = (): { readonly stream: Writable; text(): string } => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString() }
}

const never = new AbortController().signal

export const desk = async (): Promise<Desk> => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-cli-'))
  const start: Desk['run'] = async (line, { input = '', columns, signal = never } = {}) => {
    const [out, err] = [collecting(), collecting()]
    const code = await run(typeof line === 'string' ? line.split(' ') : line, {
      stdin: () => (typeof input === 'string' ? Readable.from(input === '' ? [] : [Buffer.from(input)]) : input),
      stdout: out.stream,
      stderr: err.stream,
      cwd: directory,
      columns,
      showsProgress: false,
      signal,
    })
    return { code, out: out.text(), err: err.text() }
  }
  return {
    directory,
    run: start,
    json: async (line) => {
      const { code, out, err } = await start(`${line} --json`)
      if (code !== 0) throw new Error(`${line}: exit ${code}, ${err}`)
      return JSON.parse(out)
    },
    given: (...commands) =>
      start('execute --by anna --today 2024-01-02', {
        input: commands.map(([type, data]) => `${JSON.stringify({ type, data })}\n`).join(''),
      }),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}
