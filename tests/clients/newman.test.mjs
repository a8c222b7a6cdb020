// Postman's own runner, as it is, with the collection that `zoom-mock export postman` writes. Run by
// `zoom-mock exec` in the world of the contract; ZOOM_MOCK_BINARY is the binary, ZOOM_MOCK_PROFILE its profile.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import newman from 'newman';

const { ZOOM_API_BASE_URL, ZOOM_MOCK_BINARY, ZOOM_MOCK_PROFILE, ZOOM_MOCK_URL } = process.env;
const OTHER_PROFILE = ZOOM_MOCK_PROFILE === 'current' ? 'documented' : 'current';

const exported = (profile) =>
  JSON.parse(execFileSync(ZOOM_MOCK_BINARY, ['export', 'postman', '--profile', profile], { maxBuffer: 64 << 20 }));

/** What newman makes of a collection, in a world that nobody has changed. */
async function run(collection) {
  assert.ok((await fetch(`${ZOOM_MOCK_URL}/__admin/reset`, { method: 'POST' })).ok);
  const envVar = [{ key: 'baseUrl', value: ZOOM_API_BASE_URL }];
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar }, (error, summary) => (error ? reject(error) : resolve(summary.run)));
  });
}

/** The last execution of each item: what its scripts send counts as one, too. */
const lastOfEach = ({ executions }) => [...new Map(executions.map((one) => [one.item.id, one])).values()];
const messages = ({ failures }) => failures.map(({ source, error }) => `${source.name}: ${error.message}`);

/** A status and, in a body that has one, Zoom's code. */
const answer = (status, body) => [status, body ? JSON.parse(body).code : undefined];

const collection = exported(ZOOM_MOCK_PROFILE);
const examples = collection.item.flatMap((folder) => folder.item.flatMap((item) => item.response));
const outcome = await run(collection);
const executions = lastOfEach(outcome);

test('newman: every request of the exported collection has tests, and the mock passes them', () => {
  assert.deepEqual(messages(outcome), []);
  assert.equal(executions.length, examples.length);
  for (const { item, assertions } of executions) assert.ok(assertions?.length, `${item.name}: nothing is tested`);
});

test('newman: each saved example is what its request is answered', () => {
  for (const [index, { name, code, body }] of examples.entries()) {
    const { item, response } = executions[index];
    assert.equal(item.name, name);
    assert.deepEqual(answer(response.code, response.text()), answer(code, body), name);
  }
});

test("newman: the tests of another profile's collection find where the mock differs", async () => {
  const found = messages(await run(exported(OTHER_PROFILE)));
  const missed = /^meeting-id-missing: no id: expected response to have status code (400 but got 300|300 but got 400)$/;
  assert.ok(found.some((message) => missed.test(message)), found.join('\n'));
});
