import { type BuildControl, type ControlContext, number } from './control'

const DEFAULT_THRESHOLD = 50

export const scrollView: BuildControl = (context) => {
  const { element } = context
  const edges = watchEdges(context)
  let before = { top: 0, left: 0 }
  element.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element
    const moved = { deltaX: before.left - scrollLeft, deltaY: before.top - scrollTop }
    context.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...moved })
    before = { top: scrollTop, left: scrollLeft }
    edges()
  })
  // The test driver pulls down by this event: a finger's pull has no counterpart in a browser.
  element.addEventListener('host:refresh', () => context.fire('refresherrefresh', {}))
  return {
    update: (name, value) => {
      if (name === 'scrollY') element.toggleAttribute('scroll-y', Boolean(value))
      if (name === 'scrollX') element.toggleAttribute('scroll-x', Boolean(value))
      if (name === 'scrollTop') element.scrollTop = number(value, element.scrollTop)
      if (name === 'scrollLeft') element.scrollLeft = number(value, element.scrollLeft)
      if (name === 'scrollIntoView' && typeof value === 'string' && value !== '') {
        element.querySelector(`#${CSS.escape(value)}`)?.scrollIntoView()
      }
    },
  }
}

/** An edge is told of once, until it has been left. */
function watchEdges({ element, fire, prop }: ControlContext): () => void {
  let inside = { upper: true, lower: false }
  return () => {
    const { scrollTop, scrollHeight, clientHeight, scrollLeft, scrollWidth, clientWidth } = element
    const [position, rest] = prop('scrollX') ? [scrollLeft, scrollWidth - scrollLeft - clientWidth] : [scrollTop, scrollHeight - scrollTop - clientHeight]
    const upper = position <= number(prop('upperThreshold'), DEFAULT_THRESHOLD)
    const lower = rest <= number(prop('lowerThreshold'), DEFAULT_THRESHOLD)
    const [start, end] = prop('scrollX') ? ['left', 'right'] : ['top', 'bottom']
    if (upper && !inside.upper) fire('scrolltoupper', { direction: start })
    if (lower && !inside.lower) fire('scrolltolower', { direction: end })
    inside = { upper, lower }
  }
}
