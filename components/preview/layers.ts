import type { FragmentLayer } from '../../lib/client/values-fragment.ts'
import type { ValuesLayer } from '../../lib/helm/request.ts'

/** A layer of values on the page: what travels in the address, and an id that stays while it is edited. */
export type Layer = FragmentLayer & { readonly id: number }

export type FlagKind = Exclude<Layer['kind'], 'file'>

export const FLAG_KINDS: readonly FlagKind[] = ['set', 'set-string', 'set-json', 'set-literal']

/** What the list does to the layers; the lowest is first, as Helm's flags are. */
export type LayerAct =
  | { readonly act: 'load'; readonly layers: readonly FragmentLayer[] }
  | { readonly act: 'add'; readonly layer: FragmentLayer }
  | { readonly act: 'edit'; readonly id: number; readonly text: string }
  | { readonly act: 'rename'; readonly id: number; readonly name: string }
  | { readonly act: 'retype'; readonly id: number; readonly kind: FlagKind }
  | { readonly act: 'move'; readonly id: number; readonly by: 1 | -1 }
  | { readonly act: 'remove'; readonly id: number }
  | { readonly act: 'choose'; readonly chosen: Chosen }

/** The layer that is edited; the chart's own `defaults` cannot be, nor what comes out of all layers: `effective`. */
export type Chosen = number | 'defaults' | 'effective'

export interface Layers {
  readonly list: readonly Layer[]
  readonly nextId: number
  readonly chosen: Chosen
}

export const noLayers: Layers = { list: [], nextId: 1, chosen: 'defaults' }

/** The layers after an act. What was added last is chosen, for that is what one wants to write. */
export function layersAfter(state: Layers, act: LayerAct): Layers {
  const { list, nextId } = state
  const change = (id: number, next: (layer: Layer) => Layer): Layers => ({
    ...state,
    list: list.map((layer) => (layer.id === id ? next(layer) : layer)),
  })
  switch (act.act) {
    case 'load': {
      const loaded = act.layers.map((layer, i) => ({ ...layer, id: nextId + i }))
      return {
        list: loaded,
        nextId: nextId + loaded.length,
        chosen: loaded.findLast((layer) => layer.kind === 'file')?.id ?? 'defaults',
      }
    }
    case 'add':
      return {
        list: [...list, { ...act.layer, id: nextId }],
        nextId: nextId + 1,
        chosen: act.layer.kind === 'file' ? nextId : state.chosen,
      }
    case 'edit':
      return change(act.id, (layer) => ({ ...layer, text: act.text }))
    case 'rename':
      return change(act.id, (layer) => (layer.kind === 'file' ? { ...layer, name: act.name } : layer))
    case 'retype':
      return change(act.id, (layer) => (layer.kind === 'file' ? layer : { ...layer, kind: act.kind }))
    case 'move': {
      const at = list.findIndex((layer) => layer.id === act.id)
      const to = at + act.by
      if (at < 0 || to < 0 || to >= list.length) return state
      const moved = [...list]
      ;[moved[at], moved[to]] = [moved[to]!, moved[at]!]
      return { ...state, list: moved }
    }
    case 'remove':
      return {
        ...state,
        list: list.filter((layer) => layer.id !== act.id),
        chosen: state.chosen === act.id ? 'defaults' : state.chosen,
      }
    case 'choose':
      return { ...state, chosen: act.chosen }
  }
}

/** Layers for the renderer; flags that say nothing yet are left out. */
export const requestLayers = (list: readonly Layer[]): ValuesLayer[] =>
  list
    .filter((layer) => layer.text.trim() !== '')
    .map((layer) =>
      layer.kind === 'file'
        ? { kind: 'file', name: layer.name, text: layer.text }
        : { kind: layer.kind, text: layer.text },
    )

/** Keys at the top level and below, roughly: lines that begin one. */
export const keyCount = (text: string): number =>
  text.split('\n').filter((line) => /^\s*(?:- )?[\w."'-]+\s*:(?:\s|$)/.test(line)).length
