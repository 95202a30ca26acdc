import type { Shop } from './shop'

interface CollectedHit {
  parameters: Record<string, string>
}

/** What the collector got from one device, oldest first, in words: `view product`, `login gateShown favourite`. */
export interface Collected {
  steps: string[]
  hits: Record<string, string>[]
}

/** Begins to watch. A shop belongs to one worker, whose journeys run one after the other: what comes from here on is of this one. */
export async function watchCollector(shop: Shop): Promise<() => Promise<Collected>> {
  const before = (await readHits(shop)).length
  return async () => {
    const hits = (await readHits(shop)).slice(before).map(({ parameters }) => parameters)
    return { hits, steps: hits.map(describe) }
  }
}

async function readHits(shop: Shop): Promise<CollectedHit[]> {
  return (await (await fetch(`${shop.url}/dev/analytics.json`)).json()) as CollectedHit[]
}

function describe({ action_name: view, e_c: category, e_a: action, e_n: name }: Record<string, string>): string {
  return view ? `view ${view}` : [category, action, name].filter(Boolean).join(' ')
}
