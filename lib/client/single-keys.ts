const OFF = 'single-keys'

/** Single keys can be turned off: people who dictate would press them by speaking. */
export const singleKeysOn = (): boolean => {
  try {
    return localStorage.getItem(OFF) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, 'off')
  } catch {
    // without storage the choice lasts as long as the page
  }
}
