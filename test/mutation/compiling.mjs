// Finds the mutants that the compiler refuses: they cannot be merged, so no test has to notice them.
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { mutated } from './mutants.mjs'
import { root } from './places.mjs'

const run = promisify(execFile)
const sources = ['packages/domain/src', 'packages/projections/src']

const configIn = (folder) => ({
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    paths: { '@clientele/domain': [join(folder, 'packages/domain/src/index.ts')] },
  },
  include: sources,
})

// The compiler of the project, not the one that finds the mutants: they differ in what they accept.
const tsc = join(root, 'node_modules/typescript/bin/tsc')

const compiles = (folder) =>
  run(process.execPath, [tsc, '-p', folder], { maxBuffer: 2 ** 26 }).then(
    () => true,
    () => false,
  )

const prepared = async (folder) => {
  for (const path of sources) cpSync(join(root, path), join(folder, path), { recursive: true })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configIn(folder)))
  if (!(await compiles(folder))) throw new Error('Without any mutant: it does not compile.')
}

/** Returns whether domain and projections compile with a mutant, in a copy of them in this folder. */
export const createCompiler = (folder) => {
  let ready = null
  return async (mutant) => {
    ready ??= prepared(folder)
    await ready
    const path = join(folder, mutant.file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, mutated(text, mutant))
    try {
      return await compiles(folder)
    } finally {
      writeFileSync(path, text)
    }
  }
}
