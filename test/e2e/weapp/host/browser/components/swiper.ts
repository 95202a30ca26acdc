import { make } from '../dom'
import { type BuildControl, number, text } from './control'

const DRAG_PX = 30
const DEFAULT_INTERVAL_MS = 5000

export const swiper: BuildControl = (context) => {
  const { element, fire, prop } = context
  const dots = make('div', { class: 'host-dots' })
  let current = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const items = () => [...element.querySelectorAll<HTMLElement>('wx-swiper-item')].filter((item) => item.closest('wx-swiper') === element)
  const draw = () => {
    const axis = prop('vertical') ? 'Y' : 'X'
    items().forEach((item, index) => (item.style.transform = `translate${axis}(${(index - current) * 100}%)`))
    while (dots.childElementCount < items().length) dots.append(make('i'))
    while (dots.childElementCount > items().length) dots.lastElementChild?.remove()
    ;[...dots.children].forEach((dot, index) => dot.classList.toggle('on', index === current))
  }
  const go = (index: number, source: 'touch' | 'autoplay' | '') => {
    const count = items().length
    const wrapped = prop('circular') ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)
    if (count === 0 || wrapped === current) return
    current = wrapped
    draw()
    fire('change', { current, currentItemId: text(items()[current]?.dataset.itemId), source })
    fire('animationfinish', { current, source })
  }
  const autoplay = () => {
    clearInterval(timer)
    if (prop('autoplay')) timer = setInterval(() => go(current + 1 < items().length ? current + 1 : 0, 'autoplay'), number(prop('interval'), DEFAULT_INTERVAL_MS))
  }
  onDrag(element, (distance) => go(current + (distance < 0 ? 1 : -1), 'touch'), () => Boolean(prop('vertical')))
  // Items come and go with the data; their places follow.
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target !== dots)) draw()
  })
  observer.observe(element, { childList: true, subtree: true })
  return {
    update: (name, value) => {
      if (name === 'indicatorDots' && value) element.append(dots)
      if (name === 'indicatorDots' && !value) dots.remove()
      if (name === 'autoplay' || name === 'interval') autoplay()
      if (name === 'current' && number(value, current) !== current) {
        current = number(value, 0)
        draw()
      }
    },
    detached: () => {
      clearInterval(timer)
      observer.disconnect()
    },
  }
}

function onDrag(element: HTMLElement, moved: (distance: number) => void, vertical: () => boolean) {
  let start: PointerEvent | undefined
  element.addEventListener('pointerdown', (event) => (start = event))
  const end = (event: PointerEvent) => {
    if (!start) return
    const distance = vertical() ? event.clientY - start.clientY : event.clientX - start.clientX
    start = undefined
    if (Math.abs(distance) >= DRAG_PX) moved(distance)
  }
  element.addEventListener('pointerup', end)
  element.addEventListener('pointerleave', end)
  element.addEventListener('pointercancel', () => (start = undefined))
}

export const swiperItem: BuildControl = ({ element }) => ({
  update: (name, value) => {
    if (name === 'itemId') element.dataset.itemId = text(value)
  },
})
