// Zoom's own SDK for Node.js as it is, run by `zoom-mock exec --proxy`: it fetches its tokens from
// https://zoom.us, asks https://api.zoom.us, and verifies what the mock signs by its own receiver.
import assert from 'node:assert/strict';
import test from 'node:test';
import { HttpReceiver, MeetingsOAuthClient, MeetingsS2SAuthClient } from '@zoom/rivet/meetings';
import { clientIn, control, isRefused } from './rivet_session.mjs';

const { ZOOM_OAUTH_BASE_URL } = process.env;
const SECRET = "the-app's-secret-token";
const STARTED = 'meeting.live_streaming_started';
const STOPPED = 'meeting.live_streaming_stopped';
const MEETING = 93398114182; // has started, like the webinar
const WEBINAR = 95204914252;
const STREAM = { stream_url: 'rtmp://a.example/live', stream_key: 'k1', page_url: 'https://a.example/watch' };
const START = { action: 'start', settings: { active_speaker_name: true, display_name: 'Us' } };
const STOP = { action: 'stop' };

const meetingsIn = (session, scenario, receiving) => clientIn(MeetingsS2SAuthClient, session, scenario, receiving);

/** The same, which hears of the session's events; the mock signs them with that secret. */
async function listenerIn(session, secret, t) {
  const { receiver, origin } = await startReceiver(t);
  return meetingsIn(session, { webhooks: [{ url: `${origin}/zoom/events`, secret }] }, { receiver });
}

async function startReceiver(t) {
  const receiver = new HttpReceiver({ port: 0, webhooksSecretToken: SECRET });
  const server = await receiver.start();
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { receiver, origin: `http://127.0.0.1:${server.address().port}` };
}

const next = (event, client) => new Promise((resolve) => client.webEventConsumer.event(event, resolve));

/** Where a browser is sent, and the cookie that it is to bring back. */
async function visit(url, headers = {}) {
  const answer = await fetch(url, { redirect: 'manual', headers });
  const [location, cookie] = ['location', 'set-cookie'].map((name) => answer.headers.get(name));
  return { status: answer.status, location, cookie };
}

test("rivet: a meeting's live stream is configured, read, started and stopped", async () => {
  const { meetings } = (await meetingsIn('rivet-meeting')).endpoints;
  const path = { meetingId: MEETING };
  const updated = await meetings.updateLivestream({ path, body: STREAM });
  assert.equal(updated.statusCode, 204);
  assert.ok(updated.trackingId);
  assert.deepEqual((await meetings.getLivestreamDetails({ path })).data, STREAM);
  assert.equal((await meetings.updateLivestreamStatus({ path, body: START })).statusCode, 204);
  assert.equal((await meetings.updateLivestreamStatus({ path, body: STOP })).statusCode, 204);
  assert.ok((await meetings.getMeetingsJoinTokenForLiveStreaming({ path })).data.token);
});

test("rivet: so is a webinar's", async () => {
  const { webinars } = (await meetingsIn('rivet-webinar')).endpoints;
  const path = { webinarId: WEBINAR };
  assert.equal((await webinars.updateLiveStream({ path, body: STREAM })).statusCode, 204);
  assert.deepEqual((await webinars.getLiveStreamDetails({ path })).data, STREAM);
  assert.equal((await webinars.updateLiveStreamStatus({ path, body: START })).statusCode, 204);
  assert.equal((await webinars.updateLiveStreamStatus({ path, body: STOP })).statusCode, 204);
  assert.ok((await webinars.getWebinarsJoinTokenForLiveStreaming({ path })).data.token);
});

test('rivet: its receiver proves itself, verifies each event and hands it on', { timeout: 20_000 }, async (t) => {
  const client = await listenerIn('rivet-events', SECRET, t);
  const { meetings } = client.endpoints;
  const path = { meetingId: MEETING };
  const [started, stopped] = [next(STARTED, client), next(STOPPED, client)];
  await meetings.updateLivestream({ path, body: STREAM });
  await meetings.updateLivestreamStatus({ path, body: START });
  const { id, live_streaming: stream } = (await started).payload.object;
  assert.deepEqual([id, stream.custom_live_streaming_settings.stream_url], [MEETING, STREAM.stream_url]);
  await meetings.updateLivestreamStatus({ path, body: STOP });
  assert.equal((await stopped).payload.object.id, MEETING);
  const [validation] = (await control('/webhooks?session=rivet-events')).deliveries;
  assert.deepEqual([validation.event, validation.state], ['endpoint.url_validation', 'delivered']);
});

test('rivet: its receiver refuses what another secret has signed', async (t) => {
  const client = await listenerIn('rivet-forged', 'another secret', t);
  let heard = 0;
  client.webEventConsumer.event(STARTED, () => (heard += 1));
  const order = { event: STARTED, meeting: `${MEETING}`, wait_ms: 20_000 };
  const [{ attempts }] = (await control('/sessions/rivet-forged/webhooks', order)).deliveries;
  assert.equal(attempts[0].status, 400);
  assert.equal(heard, 0);
});

test('rivet: it throws what the API says of a meeting that has not started', async () => {
  const { meetings } = (await meetingsIn('rivet-idle')).endpoints;
  const path = { meetingId: 68423085 };
  await meetings.updateLivestream({ path, body: STREAM });
  await isRefused(meetings.updateLivestreamStatus({ path, body: START }),
    '[400/4927]: "Meeting 68423085 has not started."');
});

test('rivet: it throws what the API says of a token without the scope', async () => {
  const { meetings } = (await meetingsIn('rivet-narrow', { oauth: { issues: ['read-only'] } })).endpoints;
  const scopes = 'meeting:write, meeting:write:admin, meeting:update:livestream, meeting:update:livestream:admin';
  await isRefused(meetings.updateLivestream({ path: { meetingId: MEETING }, body: STREAM }),
    `[400/4711]: "Invalid access token, does not contain scopes:[${scopes}]."`);
});

test('rivet: it throws what the API says of a webinar that does not exist', async () => {
  const { webinars } = (await meetingsIn('rivet-gone')).endpoints;
  await isRefused(webinars.getLiveStreamDetails({ path: { webinarId: 4040003001 } }),
    '[400/3001]: "Webinar 4040003001 does not exist."');
});

test('rivet: a user who comes back from Zoom brings a code, and it trades that for a token', async (t) => {
  const { receiver, origin } = await startReceiver(t);
  const installerOptions = { redirectUri: origin, stateStore: 'what signs states', directInstall: true };
  await control('/sessions', { name: 'rivet-user' });
  const app = { clientId: 'rivet-user', clientSecret: 'any' }; // a client's id may name its session
  const client = new MeetingsOAuthClient({ ...app, receiver, installerOptions });
  const request = { path: { meetingId: MEETING }, body: STREAM };
  await assert.rejects(client.endpoints.meetings.updateLivestream(request), { name: 'OAuthTokenDoesNotExistError' });

  const installing = await visit(`${origin}/zoom/oauth/install`);
  assert.ok(installing.location.startsWith('https://zoom.us/'), installing.location);
  const agreed = await visit(installing.location.replace('https://zoom.us', ZOOM_OAUTH_BASE_URL));
  const back = await visit(agreed.location, { cookie: installing.cookie.split(';')[0] });
  assert.equal(back.status, 200);
  assert.equal((await client.endpoints.meetings.updateLivestream(request)).statusCode, 204);
});
