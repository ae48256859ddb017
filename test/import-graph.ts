import { posix } from 'node:path'

/** The imports of each node; nodes are paths of files or folders. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>

type Source = { readonly path: string; readonly lines: readonly string[] }

const importPattern = /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*'(\.[^']+)\.js'/g

const importsOf = ({ path, lines }: Source, known: ReadonlySet<string>): readonly string[] =>
  [...lines.join('\n').matchAll(importPattern)].map(([, to = '']) => {
    const file = posix.join(posix.dirname(path), to)
    return known.has(`${file}.tsx`) ? `${file}.tsx` : `${file}.ts`
  })

/** The graph of files and their imports, including types. */
export const fileGraph = (sources: readonly Source[]): ImportGraph => {
  const known = new Set(sources.map(({ path }) => path))
  return new Map(sources.map((source) => [source.path, new Set(importsOf(source, known))]))
}

const parts = (path: string): readonly string[] => path.split('/')

/** The two sibling folders that an import connects; `null` if it stays within one. */
const siblings = (from: string, to: string): readonly [string, string] | null => {
  const [one, other] = [parts(from), parts(to)]
  const shared = one.findIndex((part, at) => part !== other[at])
  const isFolder = (path: readonly string[]): boolean => path.length > shared + 1
  if (!isFolder(one) || !isFolder(other)) return null
  return [one.slice(0, shared + 1).join('/'), other.slice(0, shared + 1).join('/')]
}

/** The graph of folders: each with the sibling folders that its files import from. */
export const folderGraph = (files: ImportGraph): ImportGraph => {
  const graph = new Map<string, Set<string>>()
  for (const [from, imported] of files)
    for (const to of imported) {
      const pair = siblings(from, to)
      if (pair !== null) graph.set(pair[0], (graph.get(pair[0]) ?? new Set()).add(pair[1]))
    }
  return graph
}

/** A shortest path from a node back to itself; `null` if there is none. */
const circleAt = (graph: ImportGraph, start: string): readonly string[] | null => {
  const ways: (readonly string[])[] = [[start]]
  const visited = new Set<string>()
  for (const way of ways)
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next]
      if (!visited.has(next)) ways.push([...way, next])
      visited.add(next)
    }
  return null
}

/** The cycles of a graph, each once, as `a → b → a`. */
export const circlesIn = (graph: ImportGraph): readonly string[] => {
  const known = new Set<string>()
  const circles: string[] = []
  for (const node of graph.keys()) {
    const circle = known.has(node) ? null : circleAt(graph, node)
    for (const member of circle ?? []) known.add(member)
    if (circle !== null) circles.push(circle.join(' → '))
  }
  return circles
}
