// Asks the API as whoever is signed in at this browser.

const PREFIX = '/api/v1';

export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ? `${problem.title}. ${problem.detail}` : (problem.title ?? 'The server did not answer.'));
    this.status = status;
    this.code = problem.code ?? '';
    this.detail = problem.detail ?? '';
    this.errors = problem.errors ?? [];
  }

  // What went wrong, each place with its message.
  get sentences() {
    return this.errors.length ? this.errors.map((each) => each.message) : [this.message];
  }
}

export function get(path, query) {
  return asked('GET', path + encoded(query));
}

export function post(path, body, headers) {
  return asked('POST', path, body, headers);
}

export function put(path, body, headers) {
  return asked('PUT', path, body, headers);
}

export function patch(path, body) {
  return asked('PATCH', path, body);
}

export function del(path) {
  return asked('DELETE', path);
}

// A call's id in a path.
export function callPath(call, rest = '') {
  return `/calls/${encodeURIComponent(call)}${rest}`;
}

// Does something in a call; sent again without being done twice when the answer is lost.
export async function act(call, action) {
  const headers = { 'Idempotency-Key': crypto.randomUUID() };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await post(callPath(call, '/actions'), action, headers);
    } catch (error) {
      const again = error.status === 0 || error.status === 503;
      if (!again || attempt >= 4) throw error;
      await new Promise((done) => setTimeout(done, 400 * 2 ** attempt));
    }
  }
}

export async function asked(method, path, body, headers = {}) {
  const wanted = { method, headers: { 'X-Coolhead': '1', ...headers }, credentials: 'same-origin' };
  if (body instanceof Blob || typeof body === 'string') wanted.body = body;
  else if (body !== undefined) {
    wanted.body = JSON.stringify(body);
    wanted.headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(PREFIX + path, wanted);
  } catch {
    throw new ApiError(0, { title: 'The server cannot be reached at the moment' });
  }
  if (answer.status === 401 && !path.startsWith('/session')) signInAgain();
  if (answer.status === 204) return undefined;
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('Content-Type') ?? '');
  const value = isJson && text ? JSON.parse(text) : text;
  if (!answer.ok) throw new ApiError(answer.status, isJson ? value : { title: 'The server could not answer' });
  return value;
}

// The session has ended: nothing of anybody's calls stays on the screen.
export function signInAgain() {
  const here = location.pathname + location.search + location.hash;
  document.body.replaceChildren();
  location.replace(`/sign-in?to=${encodeURIComponent(here)}`);
}

function encoded(query) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, value);
  }
  const text = parameters.toString();
  return text && `?${text}`;
}
