// Prism's validating proxy, as it is, with the document that `zoom-mock export openapi` writes, between
// the contract and the mock. Run by `zoom-mock exec` in the world of the contract; ZOOM_MOCK_BINARY is the
// binary, ZOOM_MOCK_PROFILE its profile.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import test from 'node:test';

const { ZOOM_API_BASE_URL, ZOOM_MOCK_BINARY, ZOOM_MOCK_PROFILE, ZOOM_MOCK_URL } = process.env;
const PROFILE = ['--profile', ZOOM_MOCK_PROFILE];
const THE_END = '/the-end';
// OpenAPI 3.0 has no words for a body that may be absent, as that of what was never configured is.
const WITHOUT_BODY = ['get /meetings/4050003002/livestream', 'get /webinars/4050003000/livestream'];

const exported = (format) => JSON.parse(execFileSync(ZOOM_MOCK_BINARY, ['export', format, ...PROFILE], { maxBuffer: 64 << 20 }));

// A live stream's path without its id is a meeting's or a webinar's, whose id would be "livestream": the mock says what
// is missing, Prism holds the answer against that of the meeting.
const WITHOUT_ID = ['meetings', 'webinars'].flatMap((all) => [`patch /${all}/livestream`, `get /${all}/livestream`]);

/** Prism with a document, and what its log says next, without colours. */
function startPrism(document) {
  writeFileSync('openapi.json', JSON.stringify(document));
  const command = ['proxy', 'openapi.json', ZOOM_API_BASE_URL, '--port', '0', '--validate-request=false'];
  const prism = spawn('node_modules/.bin/prism', command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: prism.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    assert.ok(!done, 'Prism has ended');
    return value.replace(/\x1b\[[0-9;]*m/g, '');
  };
  return { prism, nextLine };
}

async function originOf(nextLine) {
  for (;;) {
    const [, origin] = (await nextLine()).match(/listening on (\S+)/) ?? [];
    if (origin) return origin;
  }
}

/** What the log says is wrong with answers, and with whose, until it comes to THE_END. */
async function violationsIn(nextLine) {
  const violations = [];
  for (let request = ''; !request.endsWith(THE_END); ) {
    const line = await nextLine();
    request = line.match(/\[HTTP SERVER\] (\S+ \S+) .*Request received/)?.[1] ?? request;
    const [, what] = line.match(/Violation: (response.*)/) ?? [];
    if (what) violations.push({ request, what });
  }
  return violations;
}

/** Sends each row of the contract to a server; what it says of those that are answered otherwise, and of all. */
function sendContract(origin) {
  const given = exported('postman').variable.filter(({ key }) => key !== 'baseUrl');
  const options = ['--base-url', origin, '--write', ...PROFILE];
  for (const { key, value } of given) options.push(`--given=${key}=${value}`);
  return new Promise((resolve) => {
    execFile(ZOOM_MOCK_BINARY, ['contract', ...options], (error, transcript, said) =>
      resolve({ differing: said.match(/.*instead of.*/g) ?? [], said }));
  });
}

async function validate(document) {
  assert.ok((await fetch(`${ZOOM_MOCK_URL}/__admin/reset`, { method: 'POST' })).ok);
  const { prism, nextLine } = startPrism(document);
  try {
    const origin = await originOf(nextLine);
    const outcome = await sendContract(origin);
    await fetch(origin + THE_END);
    return { ...outcome, violations: await violationsIn(nextLine) };
  } finally {
    prism.kill();
  }
}

test('prism: no answer of the contract violates the exported document', { timeout: 180_000 }, async () => {
  const { said, differing, violations } = await validate(exported('openapi'));
  assert.match(said, / 0 unreachable, 0 withheld/);
  // It reads JSON itself, and passes on none that is broken; of two slashes it makes one.
  assert.deepEqual(differing.filter((row) => !/"broken JSON"|"no id"/.test(row)), []);
  const known = [...WITHOUT_BODY, ...WITHOUT_ID];
  assert.deepEqual(violations.filter(({ request }) => !known.includes(request)), []);
});

test('prism: it finds a body and a status that another document does not have', { timeout: 180_000 }, async () => {
  const document = exported('openapi');
  document.components.schemas.error.properties.code.type = 'string';
  delete document.paths['/users/{userId}'].get.responses['429'];
  const found = (await validate(document)).violations.map(({ request, what }) => `${request}: ${what}`);
  const code = 'get /meetings/4040003001/livestream: response.body.code Response body property code must be string';
  assert.ok(found.includes(code), found.join('\n'));
  const status = /^get \/users\/[^ ]+: response Unable to match the returned status code/;
  assert.ok(found.some((violation) => status.test(violation)), found.join('\n'));
});
