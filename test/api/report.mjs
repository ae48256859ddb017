// Writes the public API to docs/api: `npm run api` updates it, `npm run api -- --check` fails if it is out of date.
// Uses the build.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { promised } from '../exported-sources.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reports = join(root, 'docs/api')
const checks = process.argv.includes('--check')

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

const entriesOf = (name) => {
  const { exports } = readJson(join(root, 'packages', name, 'package.json'))
  return Object.entries(exports)
    .filter(([, { types }]) => types !== undefined)
    .map(([path, { types }]) => ({
      name,
      path,
      types,
      report: `${[name, ...path.split('/').slice(1)].join('-')}.api.md`,
    }))
}

const silent = { logLevel: 'none', addToApiReportFile: false }

const configFor = ({ name, path, types, report }, temporary) => {
  const folder = join(root, 'packages', name)
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, types),
      bundledPackages: ['@clientele/domain', '@clientele/projections', '@clientele/adapters'],
      compiler: {
        overrideTsconfig: {
          compilerOptions: { module: 'NodeNext', strict: true, skipLibCheck: true, types: ['node'], lib: ['ES2023'] },
          files: [join(folder, types)],
        },
      },
      apiReport: {
        enabled: true,
        // The other packages are part of the report of the main export.
        includeForgottenExports: path === '.' && name !== 'http',
        reportFolder: reports,
        reportTempFolder: temporary,
        reportFileName: report,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: silent,
          'ae-wrong-input-file-type': silent,
          'ae-forgotten-export': silent,
        },
        tsdocMessageReporting: { default: silent },
        compilerMessageReporting: { default: { logLevel: 'error' } },
      },
    },
  })
}

const told = (changed) =>
  changed.length === 0
    ? 'What is public is as docs/api says.'
    : `${checks ? 'What is public has changed' : 'Brought up to date'}: ${changed.join(', ')}.${checks ? ' Run `npm run api` and look at the difference: does it break somebody?' : ''}`

const main = () => {
  mkdirSync(reports, { recursive: true })
  const temporary = mkdtempSync(join(tmpdir(), 'clientele-api-'))
  const entries = promised.filter((name) => readdirSync(join(root, 'packages')).includes(name)).flatMap(entriesOf)
  const changed = entries
    .filter((entry) => {
      const quiet = (message) => {
        message.handled = true
      }
      const options = { localBuild: !checks, messageCallback: quiet }
      return Extractor.invoke(configFor(entry, temporary), options).apiReportChanged
    })
    .map(({ report }) => report)
  rmSync(temporary, { recursive: true })
  process.stdout.write(`${told(changed)}\n`)
  if (checks && changed.length > 0) process.exitCode = 1
}

main()
