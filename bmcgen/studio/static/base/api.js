// Requests to the studio's own server.

/** The server answered, and said no. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.message ?? `HTTP ${status}`);
    Object.assign(this, { status, body, code: body.error ?? "bad-request" });
  }
}

/** Nobody answered. */
export class Unreachable extends Error {}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, cache: options.cache ?? "no-store" });
  } catch (problem) {
    throw problem instanceof TypeError ? new Unreachable(problem.message) : problem;
  }
  if (answer.ok) return answer;
  const body = await answer.json().catch(() => ({}));
  if (answer.status === 403) dispatchEvent(new CustomEvent("studio-locked"));
  throw new Refused(answer.status, body);
}

const own = { "X-Studio": "1" };

export const get = path => ask(path).then(answer => answer.json());

export const post = (path, body = {}, options = {}) =>
  ask(path, { method: "POST", headers: { ...own, "Content-Type": "application/json" }, body: JSON.stringify(body), ...options })
    .then(answer => answer.json());

export const upload = (path, file) =>
  ask(path, { method: "POST", headers: { ...own, "Content-Type": "application/octet-stream" }, body: file }).then(answer => answer.json());

/** A picture of a page and how many pages there are. */
export async function picture(path, signal) {
  const answer = await ask(path, { signal });
  return { url: URL.createObjectURL(await answer.blob()), pages: Number(answer.headers.get("X-Pages") ?? 1) };
}

/** Follows a stream of events while the tab is seen: a browser opens six connections to a host at most. */
export function listen(path, heard, { lost = () => {}, found = () => {} } = {}) {
  let source = null, closed = false;
  const open = () => {
    if (source || closed || document.hidden) return;
    source = new EventSource(path);
    source.onopen = found;
    source.onerror = () => {
      lost();
      if (source?.readyState === EventSource.CLOSED) { source = null; setTimeout(open, 1000); }
    };
    for (const [name, run] of Object.entries(heard)) {
      source.addEventListener(name, event => run(JSON.parse(event.data || "{}")));
    }
  };
  const seen = () => {
    if (!document.hidden) return open();
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", seen);
  open();
  return () => {
    closed = true;
    document.removeEventListener("visibilitychange", seen);
    source?.close();
  };
}
