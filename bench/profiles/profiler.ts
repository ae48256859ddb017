import { Session } from 'node:inspector/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

type Node = {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  readonly children?: readonly number[] | undefined
}

type Profile = {
  readonly nodes: readonly Node[]
  readonly samples: readonly number[]
  readonly deltas: readonly number[]
}

/** The share of time of a function, alone and with everything it calls. */
export type Share = { readonly name: string; readonly self: number; readonly total: number }

const root = fileURLToPath(new URL('../../../../..', import.meta.url))

// The build preserves the source folders; code of Node and V8 has no file.
const placeOf = (url: string): string =>
  url.startsWith('file:')
    ? relative(root, fileURLToPath(url))
        .replace(/\/dist\//, '/')
        .replace(/\.js$/, '')
    : url

const nameOf = ({ callFrame: { functionName, url, lineNumber } }: Node): string => {
  const name = functionName === '' ? `line ${lineNumber + 1}` : functionName
  return url === '' ? name : `${name} (${placeOf(url)})`
}

// Idle time, and the profiler itself.
const isLeftOut = (name: string): boolean => name === '(idle)' || name === 'dispatch'

const isOfTheProfiler = (name: string): boolean =>
  name === '(root)' || /\((node:inspector|node:internal\/util|.*\/bench\/.*)\)$/.test(name)

/** Samples the stack of this process while some work runs. */
const sample = async (work: () => Promise<unknown>): Promise<Profile> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  await work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  return { nodes: profile.nodes, samples: profile.samples ?? [], deltas: profile.timeDeltas ?? [] }
}

const callersOf = (nodes: readonly Node[]): ReadonlyMap<number, number> =>
  new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))

// A recursive function is counted once.
const stackOf = (id: number, names: ReadonlyMap<number, string>, callers: ReadonlyMap<number, number>): Set<string> => {
  const stack = new Set<string>()
  for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) stack.add(names.get(at) ?? '')
  return stack
}

const shares = ({ nodes, samples, deltas }: Profile): readonly Share[] => {
  const [names, callers] = [new Map(nodes.map((node) => [node.id, nameOf(node)])), callersOf(nodes)]
  const [self, total] = [new Map<string, number>(), new Map<string, number>()]
  let all = 0
  const add = (to: Map<string, number>, name: string, time: number): void =>
    void to.set(name, (to.get(name) ?? 0) + time)
  for (const [index, id] of samples.entries()) {
    const time = deltas[index] ?? 0
    if (isLeftOut(names.get(id) ?? '')) continue
    all += time
    add(self, names.get(id) ?? '', time)
    for (const name of stackOf(id, names, callers)) add(total, name, time)
  }
  const found = [...total].filter(([name]) => !isOfTheProfiler(name))
  return found.map(([name, time]) => ({ name, self: (self.get(name) ?? 0) / all, total: time / all }))
}

/** The share of time of each function while some work runs, largest first, without idle time. */
export const profileOf = async (work: () => Promise<unknown>): Promise<readonly Share[]> =>
  shares(await sample(work)).toSorted((a, b) => b.total - a.total)
