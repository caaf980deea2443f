export type Theme = 'light' | 'dark'

/** The cookie that keeps a chosen theme; absent means: as the system. The server reads it, so nothing flashes. */
export const THEME = 'theme'

export const isTheme = (text: string | undefined): text is Theme => text === 'light' || text === 'dark'

const YEAR = 31_536_000

/** Sets or, for null, forgets a cookie that scripts may read and that stays on this site. */
export function keepCookie(name: string, value: string | null): void {
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${value === null ? 0 : YEAR}; samesite=lax`
}
