// Zoom's own SDK for Node.js as it is, run by `zoom-mock exec --proxy`: its calls for users, meetings, registrants,
// past meetings, recordings and webinars.
import assert from 'node:assert/strict';
import test from 'node:test';
import { MeetingsS2SAuthClient } from '@zoom/rivet/meetings';
import { UsersS2SAuthClient } from '@zoom/rivet/users';
import { clientIn, isRefused } from './rivet_session.mjs';

const ADA = { email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' };
const NOON = '2030-05-01T12:00:00Z';
const ME = { userId: 'me' };

/** Rivet puts what it is given into the path as it is; Zoom asks for some UUIDs to be encoded twice. */
const inPath = (uuid) => {
  const once = encodeURIComponent(uuid);
  return uuid.startsWith('/') || uuid.includes('//') ? encodeURIComponent(once) : once;
};

const meetingsIn = async (session, scenario) => (await clientIn(MeetingsS2SAuthClient, session, scenario)).endpoints;
const usersIn = async (session, scenario) => (await clientIn(UsersS2SAuthClient, session, scenario)).endpoints;

test('rivet: a user is made, read, changed, listed and deleted', async () => {
  const { users } = await usersIn('rivet-users');
  const made = await users.createUsers({ body: { action: 'create', user_info: { ...ADA, type: 1 } } });
  assert.equal(made.statusCode, 201);
  const path = { userId: made.data.id };
  assert.equal((await users.updateUser({ path, body: { dept: 'Engines' } })).statusCode, 204);
  const read = (await users.getUser({ path })).data;
  assert.deepEqual([read.email, read.dept], [ADA.email, 'Engines']);
  const listed = (await users.listUsers({ query: { status: 'pending' } })).data.users; // not agreed yet
  assert.ok(listed.some(({ email }) => email === ADA.email));
  assert.equal((await users.deleteUser({ path, query: { action: 'delete' } })).statusCode, 204);
  await isRefused(users.getUser({ path }), `[404/1001]: "User does not exist: ${path.userId}."`);
});

test('rivet: the settings and tokens of a user are read', async () => {
  const { users } = await usersIn('rivet-user-settings');
  assert.equal((await users.getUserSettings({ path: ME })).data.in_meeting.allow_live_streaming, true);
  assert.ok((await users.getUsersToken({ path: ME, query: { type: 'zak' } })).data.token);
  assert.ok((await users.getUsersZAK({})).data.token);
});

test('rivet: a meeting is made, read, changed, listed, ended and deleted', async () => {
  const { meetings } = await meetingsIn('rivet-meetings');
  const body = { topic: 'Planning', type: 2, start_time: NOON, duration: 45 };
  const { id } = (await meetings.createMeeting({ path: ME, body })).data;
  const path = { meetingId: id };
  assert.equal((await meetings.updateMeeting({ path, body: { agenda: 'All of it' } })).statusCode, 204);
  const read = (await meetings.getMeeting({ path })).data;
  assert.deepEqual([read.topic, read.agenda, read.start_time], ['Planning', 'All of it', NOON]);
  const listed = (await meetings.listMeetings({ path: ME, query: { type: 'upcoming' } })).data.meetings;
  assert.ok(listed.some((meeting) => meeting.id === id));
  assert.match((await meetings.getMeetingInvitation({ path })).data.invitation, new RegExp(id));
  const invited = await meetings.createMeetingsInviteLinks({ path, body: { attendees: [{ name: 'Bob' }] } });
  assert.equal(invited.data.attendees[0].name, 'Bob');
  assert.equal((await meetings.updateMeetingStatus({ path, body: { action: 'end' } })).statusCode, 204);
  assert.equal((await meetings.deleteMeeting({ path })).statusCode, 204);
  await isRefused(meetings.getMeeting({ path }), `[404/3001]: "Meeting does not exist: ${id}."`);
});

test('rivet: a series is read and changed meeting by meeting', async () => {
  const { meetings } = await meetingsIn('rivet-series');
  const body = { topic: 'Daily', type: 8, start_time: NOON, recurrence: { type: 1, end_times: 3 } };
  const { id, occurrences } = (await meetings.createMeeting({ path: ME, body })).data;
  const [first, second] = occurrences.map((each) => ({ occurrence_id: each.occurrence_id }));
  const path = { meetingId: id };
  await meetings.updateMeeting({ path, query: first, body: { duration: 90 } });
  await meetings.deleteMeeting({ path, query: second });
  const read = (await meetings.getMeeting({ path })).data.occurrences;
  assert.deepEqual(read.map(({ duration, status }) => [duration, status]),
    [[90, 'available'], [60, 'deleted'], [60, 'available']]);
});

test('rivet: somebody registers for a meeting, is approved, listed and removed', async () => {
  const { meetings } = await meetingsIn('rivet-registrants');
  const body = { topic: 'Open', type: 2, start_time: NOON, settings: { approval_type: 1 } };
  const path = { meetingId: (await meetings.createMeeting({ path: ME, body })).data.id };
  const added = (await meetings.addMeetingRegistrant({ path, body: ADA })).data;
  assert.equal(added.join_url, undefined);
  const registrants = [{ id: added.registrant_id, email: ADA.email }];
  await meetings.updateRegistrantsStatus({ path, body: { action: 'approve', registrants } });
  const [listed] = (await meetings.listMeetingRegistrants({ path, query: {} })).data.registrants;
  assert.deepEqual([listed.email, listed.status], [ADA.email, 'approved']);
  const one = { ...path, registrantId: added.registrant_id };
  assert.equal((await meetings.getMeetingRegistrant({ path: one })).data.email, ADA.email);
  assert.equal((await meetings.deleteMeetingRegistrant({ path: one })).statusCode, 204);
});

test('rivet: who was in a past meeting is read page by page', async () => {
  const past = { meetings: { 68423085: { past: [{ participants: ['Ada', 'Bob', 'Cy'] }] } } };
  const { meetings, reports } = await meetingsIn('rivet-past', { ...past, max_page_size: 2 });
  const path = { meetingId: '68423085' };
  assert.equal((await meetings.getPastMeetingDetails({ path })).data.participants_count, 3);
  const [instance] = (await meetings.listPastMeetingInstances({ path: { meetingId: 68423085 } })).data.meetings;
  assert.ok(instance.uuid);
  for (const read of [meetings.getPastMeetingParticipants, reports.getMeetingParticipantReports]) {
    const first = (await read({ path, query: {} })).data;
    const last = (await read({ path, query: { next_page_token: first.next_page_token } })).data;
    const names = [...first.participants, ...last.participants].map(({ name }) => name);
    assert.deepEqual(names, ['Ada', 'Bob', 'Cy']);
    assert.equal(last.next_page_token, '');
  }
});

test('rivet: a recording is listed, put into the trash, brought back, and a file of it deleted', async () => {
  const { cloudRecording } = await meetingsIn('rivet-recordings', { recordings: { 68423085: ['talk.mp4', 'talk.m4a'] } });
  const path = { meetingId: '68423085' };
  const read = (await cloudRecording.getMeetingRecordings({ path })).data;
  assert.equal(read.recording_files.length, 2);
  const listed = (await cloudRecording.listAllRecordings({ path: ME, query: { from: '2010-01-01' } })).data;
  assert.ok(listed.meetings.some(({ id }) => id === 68423085));
  assert.equal((await cloudRecording.deleteMeetingOrWebinarRecordings({ path, query: { action: 'trash' } })).statusCode, 204);
  await isRefused(cloudRecording.getMeetingRecordings({ path }), '[404/3301]: "There is no recording for this meeting."');
  const back = { path: { meetingUUID: inPath(read.uuid) }, body: { action: 'recover' } };
  assert.equal((await cloudRecording.recoverMeetingRecordings(back)).statusCode, 204);
  const one = { ...path, recordingId: read.recording_files[0].id };
  assert.equal((await cloudRecording.deleteRecordingFileForMeetingOrWebinar({ path: one })).statusCode, 204);
  assert.equal((await cloudRecording.getMeetingRecordings({ path })).data.recording_files.length, 1);
});

test('rivet: a webinar is made, read, changed, listed, attended and deleted', async () => {
  const { webinars } = await meetingsIn('rivet-webinars');
  const body = { topic: 'Show', type: 5, start_time: NOON, duration: 60, settings: { approval_type: 0 } };
  const { id } = (await webinars.createWebinar({ path: ME, body })).data;
  const path = { webinarId: id };
  assert.equal((await webinars.updateWebinar({ path, body: { agenda: 'All of it' } })).statusCode, 204);
  assert.equal((await webinars.getWebinar({ path })).data.agenda, 'All of it');
  const listed = (await webinars.listWebinars({ path: ME, query: {} })).data.webinars;
  assert.ok(listed.some((webinar) => webinar.id === id));
  const added = (await webinars.addWebinarRegistrant({ path, body: ADA })).data;
  assert.ok(added.join_url);
  assert.equal((await webinars.listWebinarRegistrants({ path, query: {} })).data.registrants.length, 1);
  await webinars.addPanelists({ path, body: { panelists: [{ name: 'Bob', email: 'bob@example.com' }] } });
  const [panelist] = (await webinars.listPanelists({ path })).data.panelists;
  assert.equal(panelist.email, 'bob@example.com');
  await webinars.removePanelist({ path: { ...path, panelistId: panelist.id } });
  assert.deepEqual((await webinars.listPanelists({ path })).data.panelists, []);
  assert.equal((await webinars.updateWebinarStatus({ path, body: { action: 'end' } })).statusCode, 204);
  assert.equal((await webinars.deleteWebinar({ path })).statusCode, 204);
});
