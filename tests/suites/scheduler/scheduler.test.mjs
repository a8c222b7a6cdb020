import assert from 'node:assert/strict';
import test from 'node:test';
import { Scheduler } from './scheduler.mjs';

const { ZOOM_API_BASE_URL, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET, ZOOM_MOCK_URL, ZOOM_OAUTH_BASE_URL } = process.env;
const NOON = new Date('2030-05-01T12:00:00.000Z');

async function connected() {
  const scheduler = new Scheduler({
    clientId: ZOOM_CLIENT_ID,
    clientSecret: ZOOM_CLIENT_SECRET,
    redirectUri: 'https://scheduler.example/back',
    apiBaseUrl: ZOOM_API_BASE_URL,
    oauthBaseUrl: ZOOM_OAUTH_BASE_URL,
  });
  const sent = await fetch(scheduler.authorizeUrl('state-1'), { redirect: 'manual' });
  const back = new URL(sent.headers.get('location'));
  assert.equal(back.searchParams.get('state'), 'state-1');
  await scheduler.connect(back.searchParams.get('code'));
  return scheduler;
}

const order = async (path, body) => {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${ZOOM_MOCK_URL}/__admin${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, await answer.text());
};
const tokensExpire = () => order('/tokens/expire', {});

test('a user connects, and a meeting is made in their name', async () => {
  const scheduler = await connected();
  const made = await scheduler.schedule({ topic: 'Planning', start: NOON, minutes: 45 });
  const read = await scheduler.meeting(made.id);
  assert.equal(read.topic, 'Planning');
  assert.equal(read.start_time, '2030-05-01T12:00:00Z');
  assert.equal(read.duration, 45);
  assert.match(read.join_url, new RegExp(`/j/${made.id}`));
});

test('a token that has expired is refreshed, as often as that happens', async () => {
  const scheduler = await connected();
  await tokensExpire();
  const { id } = await scheduler.schedule({ topic: 'Later', start: NOON, minutes: 30 });
  await tokensExpire();
  assert.equal((await scheduler.meeting(id)).topic, 'Later');
});

test('a meeting is moved, cancelled, and then gone', async () => {
  const scheduler = await connected();
  const { id } = await scheduler.schedule({ topic: 'Moving', start: NOON, minutes: 30 });
  await scheduler.move(id, new Date('2030-05-02T09:30:00.000Z'));
  assert.equal((await scheduler.meeting(id)).start_time, '2030-05-02T09:30:00Z');
  assert.equal(await scheduler.cancel(id), true);
  assert.equal(await scheduler.cancel(id), false);
});

test('a meeting that was made can be streamed', async () => {
  const scheduler = await connected();
  const { id } = await scheduler.schedule({ topic: 'Show', start: NOON, minutes: 60 });
  await scheduler.streamTo(id, { url: 'rtmp://a.example/live', key: 'k-1', page: 'https://a.example/watch' });
});
