import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate for this machine in PEM, signed by a private authority. */
export type Certificate = {
  readonly key: string
  readonly cert: string
  /** The certificate of the authority; a client that trusts this file trusts the server. */
  readonly authority: string
  remove(): void
}

const program = 'openssl'
const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1']
const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']

/** Creates a certificate that is valid for a day. */
export const newCertificate = (): Certificate => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-certificate-'))
  const at = (name: string): string => join(folder, name)
  const run = (...parameters: readonly string[]): void =>
    void execFileSync(program, [...request, ...parameters], { stdio: 'ignore' })
  run('-keyout', at('ca.key'), '-out', at('ca.pem'), '-subj', '/CN=nobody')
  const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-addext', 'basicConstraints=CA:FALSE']
  run('-keyout', at('key.pem'), '-out', at('cert.pem'), ...signed, ...names)
  return {
    key: readFileSync(at('key.pem'), 'utf8'),
    cert: readFileSync(at('cert.pem'), 'utf8'),
    authority: at('ca.pem'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
