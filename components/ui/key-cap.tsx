/** A key on the keyboard. Decoration beside words that say the same, so hidden from readers unless it stands alone. */
export function KeyCap({ children, on = 'ground' }: { children: string; on?: 'ground' | 'ink' }) {
  const colours = on === 'ink' ? 'border-ground/40 text-ground' : 'border-line-strong text-ink-2'
  return (
    <kbd
      className={`inline-grid h-[18px] min-w-[18px] place-items-center rounded-cap border px-1 text-least leading-none font-normal ${colours}`}
    >
      {children}
    </kbd>
  )
}
