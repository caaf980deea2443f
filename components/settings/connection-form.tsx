'use client'

import type { ReactNode } from 'react'
import type { Connection } from '../../lib/schema/connection.ts'
import { LabelledField } from '../ui/labelled-field.tsx'
import { Segments, segmentClass } from '../ui/segments.tsx'
import { day } from '../ui/when.ts'
import type { Draft } from './draft.ts'
import { PemField } from './pem-field.tsx'

const LOGINS = [
  ['anonymous', 'Anonymous'],
  ['password', 'Password'],
  ['token', 'Token'],
  ['identity-token', 'Refresh token'],
] as const

const PROVIDERS = [
  ['auto', 'by its host'],
  ['catalog', 'the registry’s own catalog'],
  ['docker-hub', 'Docker Hub'],
  ['ghcr', 'GitHub'],
  ['ecr', 'Amazon ECR'],
  ['quay', 'Quay'],
  ['harbor', 'Harbor'],
  ['gitlab', 'GitLab'],
  ['gar', 'Google Artifact Registry'],
  ['acr', 'Azure ACR'],
  ['zot', 'zot'],
  ['gitea', 'Gitea, Forgejo'],
] as const

/** The fields of a connection. */
export function ConnectionForm({
  draft,
  saved,
  disabled,
  onChange,
}: {
  draft: Draft
  /** what is kept already; null for a new one */
  saved: Connection | null
  disabled: boolean
  onChange: (change: Partial<Draft>) => void
}) {
  const registry = !/^https?:/.test(draft.url.trim())
  const text = (name: 'title' | 'url' | 'username' | 'secret' | 'repositories' | 'proxy') => ({
    value: draft[name],
    disabled,
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  })
  return (
    <>
      <LabelledField
        label="Address"
        placeholder="oci://registry.example.com/team"
        note="oci:// for a registry or a path in it, https:// for a classic repository."
        required
        mono
        autoComplete="off"
        spellCheck={false}
        {...text('url')}
      />
      <LabelledField
        label="Name"
        placeholder="as its address"
        autoComplete="off"
        maxLength={80}
        {...text('title')}
      />
      <Login draft={draft} saved={saved} disabled={disabled} onChange={onChange} text={text} />
      <PemField
        label="CA certificate"
        value={draft.ca}
        kept={names(saved?.ca.map(({ subject }) => subject))}
        note="The root that signed this server’s certificate, trusted here besides the public ones."
        disabled={disabled}
        onChange={(ca) => onChange({ ca })}
      />
      {registry && (
        <LabelledField
          label="Repositories, where it cannot list"
          placeholder="none named"
          note="Below the address, with commas between."
          mono
          autoComplete="off"
          spellCheck={false}
          {...text('repositories')}
        />
      )}
      <details className="pb-4" open={hasMore(draft) || undefined}>
        <summary className="link w-fit cursor-pointer py-1 text-ink-2">
          Client certificate, proxy, exceptions
        </summary>
        <div className="pt-3">
          <PemField
            label="Client certificate"
            value={draft.cert}
            kept={names(saved?.client == null ? [] : [saved.client.subject])}
            disabled={disabled}
            onChange={(cert) => onChange({ cert })}
          />
          <PemField
            label="Its key"
            value={draft.key}
            kept={saved?.client == null ? '' : 'a private key'}
            disabled={disabled}
            onChange={(key) => onChange({ key })}
          />
          <LabelledField
            label="Proxy"
            placeholder="from the environment"
            note="http://host:port, or “none” to go directly."
            mono
            autoComplete="off"
            spellCheck={false}
            {...text('proxy')}
          />
          {registry && (
            <div className="pb-4">
              <label htmlFor="provider" className="block pb-1 font-medium">
                Listed by
              </label>
              <select
                id="provider"
                value={draft.provider}
                disabled={disabled}
                onChange={(event) => onChange({ provider: event.target.value as Draft['provider'] })}
                className="h-10 w-full rounded-control border border-control bg-ground px-2 md:h-8"
              >
                {PROVIDERS.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          )}
          {registry ? (
            <Exception
              checked={draft.plainHttp}
              disabled={disabled}
              onChange={(plainHttp) => onChange({ plainHttp })}
              note="Anybody on the way reads the login and changes what comes."
            >
              Plain HTTP, without TLS
            </Exception>
          ) : (
            <Exception
              checked={draft.passCredentials}
              disabled={disabled}
              onChange={(passCredentials) => onChange({ passCredentials })}
              note="The login goes to every host that the index names."
            >
              Send the login to other hosts
            </Exception>
          )}
          <Exception
            checked={draft.insecureSkipVerify}
            disabled={disabled}
            onChange={(insecureSkipVerify) => onChange({ insecureSkipVerify })}
            note="Whoever answers is believed. A CA certificate is the better way."
          >
            Do not verify the server’s certificate
          </Exception>
        </div>
      </details>
    </>
  )
}

const names = (subjects: readonly string[] = []): string =>
  subjects.map((subject) => /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? subject).join(', ')

const hasMore = (draft: Draft): boolean =>
  draft.plainHttp ||
  draft.insecureSkipVerify ||
  draft.passCredentials ||
  draft.proxy !== '' ||
  draft.provider !== 'auto'

function Login({
  draft,
  saved,
  disabled,
  onChange,
  text,
}: {
  draft: Draft
  saved: Connection | null
  disabled: boolean
  onChange: (change: Partial<Draft>) => void
  text: (name: 'username' | 'secret') => object
}) {
  const { kind } = draft
  const kept =
    saved !== null && saved.auth.kind === kind && saved.auth.setAt !== null ? saved.auth.setAt : null
  return (
    <>
      <div className="pb-4">
        <p className="pb-1 font-medium">Sign in</p>
        <Segments label="How to sign in">
          {LOGINS.map(([value, words]) => (
            <button
              key={value}
              type="button"
              disabled={disabled}
              aria-pressed={kind === value}
              className={segmentClass(kind === value)}
              onClick={() => onChange({ kind: value, secret: '' })}
            >
              {words}
            </button>
          ))}
        </Segments>
      </div>
      {kind !== 'anonymous' && (
        <div className={kind === 'token' ? '' : 'grid gap-x-3 md:grid-cols-2'}>
          {kind !== 'token' && (
            <LabelledField
              label="User name"
              required={kind === 'password'}
              mono
              autoComplete="off"
              spellCheck={false}
              {...text('username')}
            />
          )}
          <LabelledField
            label={kind === 'password' ? 'Password' : 'Token'}
            type="password"
            required={kept === null}
            placeholder={kept === null ? '' : `set on ${day(kept)}`}
            autoComplete="new-password"
            note={
              kept === null ? 'Kept encrypted, never shown again.' : 'Stays as it is while this is empty.'
            }
            {...text('secret')}
          />
        </div>
      )}
    </>
  )
}

function Exception({
  checked,
  disabled,
  onChange,
  note,
  children,
}: {
  checked: boolean
  disabled: boolean
  onChange: (checked: boolean) => void
  note: string
  children: ReactNode
}) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 py-1.5">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[3px] size-3.5 accent-ink"
      />
      <span>
        {children}
        <span className="block text-label text-ink-3">{note}</span>
      </span>
    </label>
  )
}
