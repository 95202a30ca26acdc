import type { Picture } from '@contract/catalogue'

/** Address of a picture in one of its widths. The mini-program has no origin, so the backend's is put in front. */
export function pictureUrl(picture: Picture, width: number): string {
  return `${API_BASE}${picture.urlTemplate.replace('{width}', String(width))}`
}

/** The smallest width that fills `layoutWidth` (CSS px) at `pixelRatio`, else the widest there is. */
export function widthFor(picture: Picture, layoutWidth: number, pixelRatio: number): number {
  const wanted = layoutWidth * pixelRatio
  const sorted = [...picture.widths].sort((a, b) => a - b)
  return sorted.find((width) => width >= wanted) ?? sorted[sorted.length - 1] ?? Math.ceil(wanted)
}

/** The same picture as PNG, for the few browsers and phones that cannot read WebP; null when it already is one. */
export function pngOf(url: string): string | null {
  return url.endsWith('.webp') ? `${url.slice(0, -'.webp'.length)}.png` : null
}
