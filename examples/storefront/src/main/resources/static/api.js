const tokens = new Map();

/** What the server refused, as it said it (RFC 9457). */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.status = status;
    this.body = body;
  }
}

export async function shops() {
  return (await send("/demo/shops")).json();
}

/** The requests of one person to one shop. */
export class Shop {
  constructor(id, user) {
    this.id = id;
    this.user = user;
  }

  /** One page: its rows, and how many there are in all. */
  async page(path, { start, size, query, sort, order }, signal) {
    const wanted = new URLSearchParams({ _start: start, _end: start + size });
    if (sort) {
      wanted.set("_sort", sort);
      wanted.set("_order", order);
    }
    if (query) {
      wanted.set("q", query);
    }
    const answer = await this.#ask(`${path}?${wanted}`, { signal });
    return { rows: await answer.json(), total: Number(answer.headers.get("X-Total-Count")) };
  }

  async get(path) {
    return (await this.#ask(path)).json();
  }

  /** A row with the tag that a change of it has to name. */
  async row(path) {
    return tagged(await this.#ask(path));
  }

  async change(path, etag, changes) {
    return tagged(await this.#ask(path, withBody("PATCH", changes, { "If-Match": etag })));
  }

  async remove(path) {
    return (await this.#ask(path, { method: "DELETE" })).json();
  }

  async act(path) {
    return (await this.#ask(path, { method: "POST" })).json();
  }

  /** Tokens expire, and those of a server that was started anew are none: one more try with a new one. */
  async #ask(path, request = {}) {
    try {
      return await this.#send(path, request);
    } catch (problem) {
      if (problem.status !== 401) {
        throw problem;
      }
      tokens.delete(this.#name());
      return this.#send(path, request);
    }
  }

  async #send(path, request) {
    const headers = { ...request.headers, Authorization: `Bearer ${await this.#token()}` };
    return send(`/shops/${encodeURIComponent(this.id)}/api/${path}`, { ...request, headers });
  }

  #name() {
    return `${this.user} of ${this.id}`;
  }

  #token() {
    const name = this.#name();
    if (!tokens.has(name)) {
      tokens.set(name, newToken(this.id, this.user));
    }
    return tokens.get(name);
  }
}

async function newToken(shop, user) {
  const answer = await send("/demo/token", withBody("POST", { shop, user }));
  return (await answer.json()).token;
}

function withBody(method, body, headers = {}) {
  return { method, body: JSON.stringify(body), headers: { ...headers, "Content-Type": "application/json" } };
}

async function tagged(answer) {
  return { row: await answer.json(), etag: answer.headers.get("ETag") };
}

async function send(path, request) {
  const answer = await fetch(path, request);
  if (answer.ok) {
    return answer;
  }
  const isProblem = answer.headers.get("Content-Type")?.includes("json");
  throw new Problem(answer.status, isProblem ? await answer.json() : {});
}
