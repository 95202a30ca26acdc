import { make } from '../dom'
import { type BuildControl, text } from './control'

const FITS: Record<string, string> = { scaleToFill: 'fill', aspectFit: 'contain', aspectFill: 'cover', widthFix: 'fill', heightFix: 'fill' }

/** Modes that cut a part out are named by the part: `top left`, `center`, … */
function applyMode(picture: HTMLImageElement, mode: string) {
  picture.style.objectFit = FITS[mode] ?? 'none'
  picture.style.objectPosition = mode in FITS ? '' : mode
}

export const image: BuildControl = ({ element, fire }) => {
  const picture = make('img', { alt: '' })
  picture.addEventListener('load', () => fire('load', { width: picture.naturalWidth, height: picture.naturalHeight }))
  picture.addEventListener('error', () => fire('error', { errMsg: `GET ${picture.src} failed` }))
  element.append(picture)
  return {
    update: (name, value) => {
      if (name === 'lazyLoad') picture.loading = value ? 'lazy' : 'eager'
      if (name === 'ariaLabel') picture.alt = text(value)
      if (name === 'mode') {
        element.setAttribute('mode', text(value))
        applyMode(picture, text(value) || 'scaleToFill')
      }
      if (name === 'src') setSource(picture, text(value))
    },
    ariaTarget: picture,
  }
}

function setSource(picture: HTMLImageElement, source: string) {
  if (source === '') picture.removeAttribute('src')
  // A relative path is one inside the package.
  else picture.src = /^[a-z]+:/.test(source) ? source : `/${source.replace(/^\//, '')}`
}
