// Makes meetings in the name of a user who has connected their Zoom account, and gives them a live stream.

export class ZoomError extends Error {
  constructor(status, answer) {
    super(answer.message ?? answer.reason ?? `status ${status}`);
    this.status = status;
    this.code = answer.code;
  }
}

async function read(response) {
  const text = await response.text();
  const answer = text ? JSON.parse(text) : {};
  if (!response.ok) throw new ZoomError(response.status, answer);
  return answer;
}

export class Scheduler {
  #app;
  #grant;

  /** `app`: clientId, clientSecret, redirectUri, apiBaseUrl, oauthBaseUrl. */
  constructor(app) {
    this.#app = app;
  }

  /** Where the user is sent to agree. */
  authorizeUrl(state) {
    const { clientId, redirectUri, oauthBaseUrl } = this.#app;
    const query = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state });
    return `${oauthBaseUrl}/oauth/authorize?${query}`;
  }

  /** With the code that the user has brought back. */
  connect(code) {
    return this.#ask({ grant_type: 'authorization_code', code, redirect_uri: this.#app.redirectUri });
  }

  async #ask(form) {
    const { clientId, clientSecret, oauthBaseUrl } = this.#app;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const response = await fetch(`${oauthBaseUrl}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}` },
      body: new URLSearchParams(form),
    });
    this.#grant = await read(response);
  }

  /** An expired token is refreshed once; each refresh token is good for one grant. */
  async #call(method, path, options = {}) {
    const send = () =>
      fetch(this.#app.apiBaseUrl + path, {
        ...options,
        method,
        headers: { ...options.headers, Authorization: `Bearer ${this.#grant.access_token}` },
      });
    let response = await send();
    if (response.status === 401) {
      await this.#ask({ grant_type: 'refresh_token', refresh_token: this.#grant.refresh_token });
      response = await send();
    }
    return read(response);
  }

  #send(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    return this.#call(method, path, { headers, body: JSON.stringify(body) });
  }

  schedule({ topic, start, minutes }) {
    return this.#send('POST', '/users/me/meetings', { topic, type: 2, start_time: start.toISOString(), duration: minutes });
  }

  move(id, start) {
    return this.#send('PATCH', `/meetings/${id}`, { start_time: start.toISOString() });
  }

  meeting(id) {
    return this.#call('GET', `/meetings/${id}`);
  }

  /** False: somebody else has cancelled it before. */
  async cancel(id) {
    try {
      await this.#call('DELETE', `/meetings/${id}`);
      return true;
    } catch (error) {
      if (error.code === 3001) return false;
      throw error;
    }
  }

  streamTo(id, { url, key, page }) {
    const form = new FormData();
    form.set('stream_url', url);
    form.set('stream_key', key);
    form.set('page_url', page);
    return this.#call('PATCH', `/meetings/${id}/livestream`, { body: form });
  }
}
