// Node's own fetch with FormData (Node 18 or newer).
const [url] = process.argv.slice(2);
const target = `${url}/v2/meetings/68423085/livestream`;
const published = {
  stream_url: 'aute',
  stream_key: 'auteofficia',
  page_url: 'auteofficiahttps://IBrRnEbZoeJwPd.ixq+PqOQQZC-z42EWi',
};

function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

async function patch(body, { to = target, token = 'test-token', headers = {} } = {}) {
  const response = await fetch(to, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, ...headers },
    body,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

function check(what, actual, expected) {
  if (actual === expected) {
    console.log(`ok: ${what}`);
  } else {
    console.log(`not ok: ${what}: got ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
  }
}

const accepted = await patch(form(published));
check('the published sample', accepted.status, 204);
check('a 204 has no body', accepted.text, '');
check('a 204 has no Content-Type', accepted.headers.get('content-type'), null);

check('UTF-8 in a value', (await patch(form({ ...published, stream_key: 'clé 鍵' }))).status, 204);
check('line breaks in a value', (await patch(form({ ...published, stream_key: 'a\r\n--b' }))).status, 204);

const json = await patch(JSON.stringify(published), { headers: { 'Content-Type': 'application/json' } });
check('JSON', json.status, 204);

const text = await patch('stream_url=aute', { headers: { 'Content-Type': 'text/plain' } });
check('text/plain', text.status, 415);

const missing = await patch(form({ ...published, page_url: new Blob(['https://example.com']) }));
check('a file is no field', missing.status, 300);
check('the field is named', JSON.parse(missing.text).errors[0].field, 'page_url');

const absent = await patch(form(published), { to: `${url}/v2/meetings/4040003001/livestream` });
check('a meeting that does not exist', absent.status, 404);
check('its code', JSON.parse(absent.text).code, 3001);

const stranger = await patch(form(published), { token: 'nobody' });
check('an unknown token', stranger.status, 401);

const many = await Promise.all(Array.from({ length: 50 }, () => patch(form(published))));
check('50 at once', many.filter(({ status }) => status === 204).length, 50);

for (const mib of [2, 8]) {
  const large = await patch('x'.repeat(mib * 1024 * 1024)).catch((error) => ({ status: String(error.cause) }));
  check(`a body of ${mib} MiB`, large.status, 413);
}
