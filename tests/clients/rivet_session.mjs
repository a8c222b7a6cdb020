// What the tests of Zoom's SDK for Node.js share: sessions of the mock, and what Rivet throws.
import assert from 'node:assert/strict';

const { ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET, ZOOM_MOCK_URL } = process.env;

/** Asks the admin API, or gives it an order. */
export async function control(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const order = body && { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${ZOOM_MOCK_URL}/__admin${path}`, order);
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

/** A client of that class in a session of its own, which has that scenario. */
export async function clientIn(Client, session, scenario = {}, receiving = { disableReceiver: true }) {
  await control('/sessions', { name: session, ...scenario });
  const app = { clientId: ZOOM_CLIENT_ID, clientSecret: ZOOM_CLIENT_SECRET, accountId: session };
  return new Client({ ...app, ...receiving });
}

/** That Rivet throws an error of its own, with what the API said. */
export const isRefused = (request, message) => assert.rejects(request, { name: 'ApiResponseError', message });
