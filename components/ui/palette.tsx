'use client'

export function Palette({ onClose }: { text: string; onClose: () => void }) {
  void onClose
  return null
}
