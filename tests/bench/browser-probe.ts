/** What the page measures of itself. Runs in the browser before anything of the page does. */
export function probe(): void {
  const measured = {
    /** ms from navigation to the first manifest on screen */
    first: null as number | null,
    /** ms from each key press to what it changed on screen */
    presses: [] as number[],
    /** ms between frames, while they are counted */
    frames: null as number[] | null,
  }
  Object.assign(window, { measured })
  let pressed: { at: number; before: string } | null = null
  const manifest = (): Element | null => document.querySelector('[aria-label="Text of the manifests"]')
  const text = (): string => manifest()?.textContent ?? ''
  // after the frame in which something changed has been drawn
  const drawn = (then: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => then(performance.now()))
      port1.start()
      port2.postMessage(null)
    })
  }
  addEventListener(
    'keydown',
    (event) => {
      if (event.target instanceof Element && event.target.closest('.cm-editor') !== null)
        pressed = { at: event.timeStamp, before: text() }
    },
    true,
  )
  const watch = new MutationObserver(() => {
    if (measured.first === null && text().includes('# Source: ')) {
      measured.first = -1
      drawn((at) => (measured.first = at))
    }
    if (pressed !== null && text() !== pressed.before) {
      const { at } = pressed
      pressed = null
      drawn((now) => measured.presses.push(now - at))
    }
  })
  watch.observe(document, { subtree: true, childList: true, characterData: true })
  let last = 0
  const frame = (at: number): void => {
    measured.frames?.push(at - last)
    last = at
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

export interface Measured {
  first: number | null
  presses: number[]
  frames: number[] | null
}
