import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Address, AddressInput, AddressList, AddressUpdate } from '@contract/addresses'
import { AddressParts, AddressText } from '@contract/addressParse'
import { Id, Strict } from '@contract/common'
import { problemResponses } from '../../plugins/problemResponses'
import { signedIn } from '../../plugins/session'
import { routeLimit } from '../identity/routeLimit'
import { parseText } from './parse'
import { addAddress, changeAddress, listBook, makeDefault, readAddress, removeAddress } from './service'

/** Somebody pastes, looks, and pastes again. */
const PARSES_PER_MINUTE = 60

const tags = ['addresses']
const params = Type.Object({ id: Id }, Strict)

/** The shopper's address book, `/v1/me/addresses`. */
export const addressRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const deps = { db: app.db, clock: app.clock, vault: app.vault }
  app.addHook('onRequest', app.requireSession)

  app.get(
    '/v1/me/addresses',
    { schema: { tags, summary: 'The whole book, the default first', response: { 200: AddressList, ...problemResponses } } },
    async (request) => ({ items: await listBook(deps, signedIn(request).userId), nextCursor: null }),
  )

  app.post(
    '/v1/me/addresses',
    { schema: { tags, summary: 'Add an address', body: AddressInput, response: { 201: Address, ...problemResponses } } },
    async (request, reply) => reply.code(201).send(await addAddress(deps, signedIn(request).userId, request.body)),
  )

  app.get(
    '/v1/me/addresses/:id',
    { schema: { tags, summary: 'One address', params, response: { 200: Address, ...problemResponses } } },
    async (request) => readAddress(deps, signedIn(request).userId, request.params.id),
  )

  app.patch(
    '/v1/me/addresses/:id',
    {
      schema: {
        tags,
        summary: 'Change an address',
        description: 'Only what is given changes. `isDefault: false` on the default changes nothing: a book has exactly one.',
        params,
        body: AddressUpdate,
        response: { 200: Address, ...problemResponses },
      },
    },
    async (request) => changeAddress(deps, signedIn(request).userId, request.params.id, request.body),
  )

  app.delete(
    '/v1/me/addresses/:id',
    { schema: { tags, summary: 'Delete an address', params, response: { 204: Type.Null(), ...problemResponses } } },
    async (request, reply) => {
      await removeAddress(deps, signedIn(request).userId, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/v1/me/addresses/:id/default',
    { schema: { tags, summary: 'Make it the default', params, response: { 200: Address, ...problemResponses } } },
    async (request) => makeDefault(deps, signedIn(request).userId, request.params.id),
  )

  app.post(
    '/v1/addresses/parse',
    {
      // Its answer depends on the text alone, and a record of it would keep who lives where.
      config: { rateLimit: routeLimit(app, PARSES_PER_MINUTE), idempotency: false },
      schema: {
        tags,
        summary: 'Take a pasted address apart',
        description: 'Keeps nothing. What cannot be told for certain is null.',
        body: AddressText,
        response: { 200: AddressParts, ...problemResponses },
      },
    },
    async (request) => parseText(request.body.text),
  )
}
