import * as glassEasel from 'glass-easel'
import type { Realm } from './realm'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown
type Target = glassEasel.Element & { _$?: glassEasel.Element }

interface Point {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
}

/** An event as the logic layer sees it: plain JSON, because on a phone it crosses from one thread to another. */
export function toLogicEvent(event: glassEasel.ShadowedEvent<unknown>, realm: Realm): unknown {
  const original = event.getOriginalEvent()
  const plain: Record<string, unknown> = {
    type: event.type,
    timeStamp: event.timeStamp,
    target: describe(event.target),
    currentTarget: describe(event.currentTarget),
    mark: event.mark ?? {},
    detail: event.type.startsWith('touch') ? {} : event.detail,
  }
  if (original instanceof TouchEvent) {
    plain.touches = Array.from(original.touches, toPoint)
    plain.changedTouches = Array.from(original.changedTouches, toPoint)
  } else if (event.type === 'tap' || event.type === 'longpress') {
    const { x, y } = event.detail as { x: number; y: number }
    plain.touches = plain.changedTouches = [{ identifier: 0, pageX: x, pageY: y, clientX: x, clientY: y }]
  }
  return realm.importJson(JSON.stringify(plain))
}

function toPoint({ identifier, pageX, pageY, clientX, clientY }: Touch): Point {
  return { identifier, pageX, pageY, clientX, clientY }
}

function describe(target: Target) {
  const element = target._$ ?? target
  const dom = element.getBackendElement() as unknown as HTMLElement | null
  return { id: element.id, dataset: element.dataset ?? {}, offsetLeft: dom?.offsetLeft ?? 0, offsetTop: dom?.offsetTop ?? 0 }
}

/** Wraps a handler of the logic layer, so that it receives plain events. */
function wrapHandler(handler: AnyFunction, realm: Realm): AnyFunction {
  return function (this: unknown, ...args) {
    const [first, ...rest] = args
    return handler.apply(this, isEvent(first) ? [toLogicEvent(first, realm), ...rest] : args)
  }
}

function isEvent(value: unknown): value is glassEasel.ShadowedEvent<unknown> {
  return value instanceof glassEasel.Event
}

/** Wraps every function of a Page or Component definition, and of its `methods`. */
export function wrapHandlers(definition: Record<string, unknown>, realm: Realm): Record<string, unknown> {
  const wrapped: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(definition)) {
    if (typeof value === 'function') wrapped[name] = wrapHandler(value as AnyFunction, realm)
    else if (name === 'methods') wrapped[name] = wrapHandlers(value as Record<string, unknown>, realm)
    else wrapped[name] = value
  }
  return wrapped
}
