import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { afterPacking, beforePacking } from '../../release/packing.mjs'

const manifest = {
  name: 'small',
  type: 'module',
  exports: {
    '.': './dist/index.js',
    './deep': { default: './dist/deep/index.js' },
    './package.json': './package.json',
  },
}

const compiled = {
  'src/index.ts': '',
  'src/counter.ts': '',
  'src/deep/index.ts': '',
  'dist/.tsbuildinfo': '{}',
  'dist/index.js': "export { next } from './counter.js'",
  'dist/counter.js': 'let count = 0\nexport const next = () => (count += 1)',
  'dist/deep/index.js': "export { next } from '../counter.js'",
  'dist/removed.js': '',
  ...Object.fromEntries(
    ['index', 'counter', 'deep/index', 'removed'].flatMap((file) => [
      [`dist/${file}.d.ts`, 'export {}'],
      [`dist/${file}.d.ts.map`, '{}'],
    ]),
  ),
}

let folder: string

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(join(folder, file, '..'), { recursive: true })
  await writeFile(join(folder, file), text)
}

const filesIn = async (name: string): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name: file }) => join(parentPath, file).slice(join(folder, name).length + 1)).sort()
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clientele-packing-'))
  await write('package.json', JSON.stringify(manifest))
  for (const [file, text] of Object.entries(compiled)) await write(file, text)
})

afterEach(() => rm(folder, { recursive: true }))

describe('packing a package', () => {
  test('creates a file for each export, one for shared code, and the declarations', async () => {
    await beforePacking(folder)
    const files = await filesIn('dist')
    expect(files.filter((file) => file.endsWith('.js')).map((file) => file.replace(/-[A-Z0-9]{8}/, ''))).toEqual([
      'chunk.js',
      'deep/index.js',
      'index.js',
    ])
    expect(files.filter((file) => file.endsWith('.d.ts'))).toEqual(['counter.d.ts', 'deep/index.d.ts', 'index.d.ts'])
    const [one, other] = await Promise.all([
      import(join(folder, 'dist/index.js')),
      import(join(folder, 'dist/deep/index.js')),
    ])
    expect([one.next(), other.next()]).toEqual([1, 2])
  })

  test('restores the compiler output afterwards', async () => {
    const before = await filesIn('.')
    await beforePacking(folder)
    afterPacking(folder)
    expect(await filesIn('.')).toEqual(before)
    expect(await readFile(join(folder, 'dist/index.js'), 'utf8')).toBe(compiled['dist/index.js'])
  })

  test('is refused if it is not built, and changes nothing if bundling fails', async () => {
    await write('dist/counter.js', "export { next } from './missing.js'")
    await expect(beforePacking(folder)).rejects.toThrow('missing.js')
    expect((await readdir(folder)).sort()).toEqual(['dist', 'package.json', 'src'])
    await rm(join(folder, 'dist'), { recursive: true })
    await expect(beforePacking(folder)).rejects.toThrow('npm run build')
  })

  test('runs one after the other if started twice', async () => {
    const pack = async (): Promise<boolean> => {
      await beforePacking(folder)
      const isBundled = !existsSync(join(folder, 'dist/counter.js'))
      afterPacking(folder)
      return isBundled
    }
    expect(await Promise.all([pack(), pack(), pack()])).toEqual([true, true, true])
    expect(existsSync(join(folder, 'dist/counter.js'))).toBe(true)
  })

  test('keeps a newer build if packing was interrupted', async () => {
    await rename(join(folder, 'dist'), join(folder, 'dist.plain'))
    await write('dist/.tsbuildinfo', '{}')
    await write('dist/index.js', 'export const isNewer = true')
    afterPacking(folder)
    expect(await readFile(join(folder, 'dist/index.js'), 'utf8')).toContain('isNewer')
    expect(existsSync(join(folder, 'dist.plain'))).toBe(false)
  })
})
