import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { planRelease, versionAfter } from '../../release/version.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

const inner = {
  name: '@clientele/inner',
  version: '1.2.3',
  dependencies: { '@clientele/domain': '1.2.3', other: '1.2.3' },
}

const files = {
  'package.json': text({ name: 'clientele', version: '1.2.3' }),
  'packages/inner/package.json': text(inner),
  'package-lock.json': text({
    version: '1.2.3',
    packages: { '': { version: '1.2.3' }, 'packages/inner': inner, 'node_modules/other': { version: '1.2.3' } },
  }),
  'CHANGELOG.md': '# Changes\n\n## Unreleased\n\n* A change.\n\n## 1.2.3\n\n* Another.\n',
}

const changed = (others: { readonly [path: string]: string }) => ({ ...files, ...others })

describe('a version', () => {
  test.each([
    ['major', '2.0.0'],
    ['minor', '1.3.0'],
    ['patch', '1.2.4'],
  ])('that is %s comes after 1.2.3 as %s', (kind, after) => expect(versionAfter('1.2.3', kind)).toBe(after))

  test('of another kind, or after an invalid one, is refused', () => {
    expect(() => versionAfter('1.2.3', '')).toThrow('major, minor or patch')
    expect(() => versionAfter('1.2', 'major')).toThrow('1.2 is no version')
  })
})

describe('a release', () => {
  test('sets one version in all packages, their dependencies, the lock file and the change log', () => {
    const { version, files: planned } = planRelease(files, 'minor', '2026-11-30')
    const released = {
      ...inner,
      version: '1.3.0',
      dependencies: { '@clientele/domain': '1.3.0', other: '1.2.3' },
    }
    expect(version).toBe('1.3.0')
    expect(planned).toEqual({
      'package.json': text({ name: 'clientele', version: '1.3.0' }),
      'packages/inner/package.json': text(released),
      'package-lock.json': text({
        version: '1.3.0',
        packages: { '': { version: '1.3.0' }, 'packages/inner': released, 'node_modules/other': { version: '1.2.3' } },
      }),
      'CHANGELOG.md': '# Changes\n\n## Unreleased\n\n## 1.3.0 (2026-11-30)\n\n* A change.\n\n## 1.2.3\n\n* Another.\n',
    })
  })

  test('is refused if packages have several versions, or there are no changes', () => {
    const other = changed({ 'package.json': text({ version: '1.0.0' }) })
    expect(() => planRelease(other, 'minor', '2026-11-30')).toThrow('several versions: 1.0.0, 1.2.3')
    const nothing = changed({ 'CHANGELOG.md': '# Changes\n\n## Unreleased\n\n## 1.2.3\n\n* Another.\n' })
    expect(() => planRelease(nothing, 'minor', '2026-11-30')).toThrow('nothing that is unreleased')
  })

  test('is previewed for this repository without writing', async () => {
    const before = await readFile(`${root}/package-lock.json`, 'utf8')
    const { version } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'))
    const { stdout } = await promisify(execFile)(process.execPath, ['release/main.mjs', 'minor'], { cwd: root })
    const after = versionAfter(version, 'minor')
    expect(stdout).toContain(`packages/clientele/package.json: "@clientele/domain": "${after}"`)
    expect(stdout).toContain(`CHANGELOG.md: ## ${after} (`)
    expect(stdout).toContain('Nothing is written')
    expect(await readFile(`${root}/package-lock.json`, 'utf8')).toBe(before)
  })
})
