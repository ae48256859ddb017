import { execFileSync } from 'node:child_process'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

const processTimes = (): string => {
  try {
    return execFileSync('ps', ['-o', 'pid,stat,time,etime,comm', '--ppid', String(process.pid)], { encoding: 'utf8' })
  } catch {
    return 'The times of the workers are not known here.\n'
  }
}

/** If a run is ended from outside, prints the unfinished files and tests, and how busy the workers are. */
export const unfinishedTests = (): Reporter => {
  const modules = new Set<string>()
  const tests = new Set<string>()
  const fullName = (test: TestCase): string => `${test.module.moduleId} > ${test.fullName}`
  const print = (): void => {
    const lines = ['The run is ended from outside. Under way:', ...modules, ...tests, processTimes()]
    process.stderr.write(`${lines.join('\n')}\n`)
    process.exit(143)
  }
  return {
    onInit: () => void process.once('SIGTERM', print),
    onTestModuleStart: ({ moduleId }: TestModule) => void modules.add(moduleId),
    onTestModuleEnd: ({ moduleId }: TestModule) => void modules.delete(moduleId),
    onTestCaseReady: (test: TestCase) => void tests.add(fullName(test)),
    onTestCaseResult: (test: TestCase) => void tests.delete(fullName(test)),
  }
}
