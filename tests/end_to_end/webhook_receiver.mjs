// A receiver of webhooks as Zoom's documents write one for Node.js: it signs what it has parsed.
//
//   node webhook_receiver.mjs SECRET
//
// Prints its port, and then a line for each request: the status that it answers, and the event.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.argv[2];
const sign = (text) => createHmac('sha256', secret).update(text).digest('hex');

function answerTo(headers, text) {
  const body = JSON.parse(text);
  const timestamp = headers['x-zm-request-timestamp'];
  const signature = `v0=${sign(`v0:${timestamp}:${JSON.stringify(body)}`)}`;
  if (headers['x-zm-signature'] !== signature) return [401, body.event];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return [401, body.event];
  if (body.event !== 'endpoint.url_validation') return [200, body.event];
  const { plainToken } = body.payload;
  return [200, body.event, JSON.stringify({ plainToken, encryptedToken: sign(plainToken) })];
}

const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const [status, event, text = ''] = answerTo(request.headers, Buffer.concat(pieces).toString());
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
    console.log(status, event);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
