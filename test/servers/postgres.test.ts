import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { programsIn } from './postgres.js'

const nobody = { uid: 65_534, gid: 65_534 }

const folderOf = (script: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-programs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['initdb', 'postgres']) writeFileSync(join(folder, name), script, { mode: 0o755 })
  chmodSync(folder, 0o755)
  return folder
}

test('the first PostgreSQL that runs is used; without one the reason is returned', () => {
  const [broken, sound] = [folderOf('#!/bin/sh\nexit 1\n'), folderOf('#!/bin/sh\n')]
  expect(programsIn(['', '/nowhere', broken, sound], null)).toEqual({ bin: sound })
  expect(programsIn(['/nowhere'], null)).toMatchObject({ reason: expect.stringContaining('not installed') })
  expect(programsIn([broken], null)).toMatchObject({ reason: expect.stringContaining(broken) })
})

test.skipIf(process.getuid?.() !== 0)('a PostgreSQL that its user may not access is skipped (needs root)', () => {
  const [closed, open] = [folderOf('#!/bin/sh\n'), folderOf('#!/bin/sh\n')]
  chmodSync(closed, 0o700)
  expect(programsIn([closed, open], nobody)).toEqual({ bin: open })
  expect(programsIn([closed], nobody)).toMatchObject({ reason: expect.stringContaining('may not go') })
})
