'use client'

import { useId, useRef, useState } from 'react'

/** A PEM text: pasted, or read from a file that is chosen or dropped. */
export function PemField({
  label,
  value,
  kept,
  note,
  disabled,
  onChange,
}: {
  label: string
  /** null: what is kept stays */
  value: string | null
  /** what is kept, in words; "" for nothing */
  kept: string
  note?: string
  disabled: boolean
  onChange: (value: string | null) => void
}) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const read = async (files: FileList | null): Promise<void> => {
    const [first] = files ?? []
    if (first !== undefined) onChange(await first.text())
  }
  const writing = open || value !== null
  return (
    <div
      className="pb-4"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void read(event.dataTransfer.files)
      }}
    >
      <div className="flex items-baseline gap-3 pb-1">
        <label htmlFor={id} className="flex-1 font-medium">
          {label}
        </label>
        <button
          type="button"
          className="link text-label"
          disabled={disabled}
          onClick={() => file.current?.click()}
        >
          Choose file
        </button>
        {(writing ? value !== '' || open : kept !== '') && (
          <button
            type="button"
            className="link text-label"
            disabled={disabled}
            onClick={() => {
              setOpen(!writing)
              onChange(writing ? null : '')
            }}
          >
            {writing ? 'Leave as it was' : 'Take away'}
          </button>
        )}
      </div>
      <input
        ref={file}
        type="file"
        aria-label={`${label}, file`}
        accept=".pem,.crt,.cer,.key,text/plain"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void read(event.target.files)}
      />
      <textarea
        id={id}
        rows={writing && value !== '' ? 4 : 1}
        value={value ?? ''}
        disabled={disabled}
        spellCheck={false}
        placeholder={kept === '' ? '-----BEGIN CERTIFICATE-----' : `kept: ${kept}`}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="block min-h-10 w-full resize-y rounded-control border border-control bg-ground px-2.5 py-1.5 font-mono text-label focus-visible:outline-2 focus-visible:outline-offset-1 focus-visible:outline-accent md:min-h-8"
      />
      {note !== undefined && (
        <p id={`${id}-note`} className="pt-1 text-label text-ink-3">
          {note}
        </p>
      )}
    </div>
  )
}
