// Node against https://api.zoom.us, led to a mock on this machine. NODE_EXTRA_CA_CERTS names its authority.
import https from 'node:https';
import tls from 'node:tls';

const [port] = process.argv.slice(2);

// All that a client has to change: where the name leads.
class ToTheMock extends https.Agent {
  createConnection(options) {
    return tls.connect({ ...options, host: '127.0.0.1', port, servername: options.servername ?? options.host });
  }
}

function patch(agent, url = 'https://api.zoom.us/v2/meetings/68423085/livestream', options = {}) {
  const body = new URLSearchParams({ stream_url: 'rtmp://a.example/b', stream_key: 'k', page_url: 'https://a.example' });
  const json = JSON.stringify(Object.fromEntries(body));
  return new Promise((resolve) => {
    const request = https.request(url, {
      method: 'PATCH',
      agent,
      headers: { Authorization: 'Bearer test-token', 'Content-Type': 'application/json' },
      timeout: 20_000,
      ...options,
    });
    request.on('response', (response) => {
      const { socket } = response;
      response.resume().on('end', () => resolve({ outcome: response.statusCode, socket }));
    });
    request.on('error', ({ code }) => resolve({ outcome: code }));
    request.on('timeout', () => request.destroy());
    request.end(json);
  });
}

function check(what, actual, expected) {
  const [seen, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  console.log(seen === wanted ? `ok: ${what}` : `not ok: ${what}: got ${seen}, expected ${wanted}`);
}

const agent = new ToTheMock({ keepAlive: true, maxSockets: 1 });
const first = await patch(agent);
check('an update of https://api.zoom.us', first.outcome, 204);
check('the certificate is trusted', first.socket?.authorized, true);
check('the version', first.socket?.getProtocol(), 'TLSv1.3');

const more = await Promise.all(Array.from({ length: 50 }, () => patch(agent)));
check('50 more', more.filter(({ outcome }) => outcome === 204).length, 50);
check('over the same connection', more.every(({ socket }) => socket === first.socket), true);
agent.destroy();

for (const host of ['zoom.us', 'localhost', '127.0.0.1']) {
  const { outcome } = await patch(new ToTheMock(), `https://${host}/v2/meetings/68423085/livestream`);
  check(`https://${host}`, outcome, 204);
}
const older = new ToTheMock({ maxVersion: 'TLSv1.2' });
check('TLS 1.2', (await patch(older)).outcome, 204);

const stranger = await patch(new ToTheMock(), 'https://api.example.com/');
check('another name is refused', stranger.outcome, 'ERR_TLS_CERT_ALTNAME_INVALID');
const untrusting = await patch(new ToTheMock({ ca: [] }));
check('without the authority there is no trust', untrusting.outcome, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
const modern = new ToTheMock({ ALPNProtocols: ['h2', 'http/1.1'] });
const chosen = await patch(modern);
check('http/1.1 is chosen', [chosen.outcome, chosen.socket?.alpnProtocol], [204, 'http/1.1']);
