// Drives the storefront by the data providers of Refine as they are published. Prints one line of JSON for each check.
// Arguments: the URL of the API, a token for it, a token of another shop.

import assert from "node:assert/strict";
import { createSimpleRestDataProvider } from "@refinedev/rest/simple-rest";
import dataProvider, { axiosInstance } from "@refinedev/simple-rest";

const [url, token, stranger] = process.argv.slice(2);
const bearer = (of) => ({ Authorization: `Bearer ${of}` });

axiosInstance.defaults.headers.common.Authorization = `Bearer ${token}`;

const providers = {
  "simple-rest": dataProvider(url),
  rest: createSimpleRestDataProvider({ apiURL: url, kyOptions: { headers: bearer(token), retry: 0 } }).dataProvider,
};

// A row that tests do not change: only those of the import are listed.
const imported = { field: "createdBy", operator: "eq", value: "chinook" };
const everything = { currentPage: 1, pageSize: 1000 };

async function all(provider, resource, ...filters) {
  return (await provider.getList({ resource, pagination: everything, filters: [imported, ...filters] })).data;
}

const ids = (rows) => rows.map((row) => row.id).sort((one, other) => one - other);

async function etagOf(resource, id) {
  const answer = await fetch(`${url}/${resource}/${id}`, { headers: bearer(token) });
  return answer.headers.get("etag");
}

const track = (name) => ({ name, unitPrice: 0.99, milliseconds: 1000, albumId: 1 });

async function create(provider, name) {
  return (await provider.create({ resource: "tracks", variables: track(name) })).data;
}

async function update(provider, row, variables, method) {
  const headers = { "If-Match": await etagOf("tracks", row.id) };
  return (await provider.update({ resource: "tracks", id: row.id, variables, meta: { headers, method } })).data;
}

// What each operator means on the wire, judged on the rows themselves. What is not among ne, gte, lte and contains is sent as equality.
const text = (value) => (value ?? "").toLowerCase();
const operators = [
  ["genre", "eq", "Jazz", (row) => row.genre === "Jazz"],
  ["genre", "ne", "Rock", (row) => row.genre !== null && row.genre !== "Rock"],
  ["milliseconds", "gte", 300000, (row) => row.milliseconds >= 300000],
  ["milliseconds", "lte", 120000, (row) => row.milliseconds <= 120000],
  ["unitPrice", "gte", 1.5, (row) => row.unitPrice >= 1.5],
  ["name", "contains", "LOVE", (row) => text(row.name).includes("love")],
  ["name", "contains", "100%", (row) => text(row.name).includes("100%")],
  ["album.artist.name", "contains", "an", (row) => text(row.album.artist.name).includes("an")],
  ["genre", "in", ["Jazz", "Latin"], (row) => ["Jazz", "Latin"].includes(row.genre)],
  ["genre", "in", ["Jazz"], (row) => row.genre === "Jazz"],
  ["genre", "nin", ["Jazz", "Latin"], (row) => ["Jazz", "Latin"].includes(row.genre)],
  ["unitPrice", "between", [0.99, 1.99], (row) => [0.99, 1.99].includes(row.unitPrice)],
  ["unitPrice", "nbetween", [0.99, 5], (row) => row.unitPrice === 0.99],
  ["composer", "eq", null, (row) => row.composer === null],
  ["composer", "ne", null, (row) => row.composer !== null],
  ["composer", "null", null, (row) => row.composer === null],
  ["composer", "nnull", null, (row) => row.composer === null],
  ["genre", "ina", ["Jazz"], (row) => row.genre === "Jazz"],
  ["genre", "nina", ["Jazz"], (row) => row.genre === "Jazz"],
  ...["gt", "lt"].map((operator) => ["unitPrice", operator, 1.99, (row) => row.unitPrice === 1.99]),
  ...["eqs", "nes", "ncontains", "containss", "ncontainss", "startswith", "nstartswith", "startswiths", "nstartswiths",
    "endswith", "nendswith", "endswiths", "nendswiths"]
    .map((operator) => ["genre", operator, "Jazz", (row) => row.genre === "Jazz"]),
];

const checks = {
  async "pages with totals"(provider) {
    const request = { resource: "tracks", filters: [imported], sorters: [{ field: "id", order: "desc" }] };
    const first = await provider.getList({ ...request, pagination: { currentPage: 1, pageSize: 7 } });
    const second = await provider.getList({ ...request, pagination: { currentPage: 2, pageSize: 7 } });
    const both = await provider.getList({ ...request, pagination: { currentPage: 1, pageSize: 14 } });
    assert.deepEqual([...first.data, ...second.data], both.data);
    assert.ok(first.total > 1000);
    assert.equal(first.total, second.total);
    assert.equal((await provider.getList({ resource: "artists" })).data.length, 10);
  },

  async "lists without pages"(provider) {
    const found = await provider.getList({ resource: "customers", pagination: { mode: "off", pageSize: 1000 } });
    assert.equal(found.data.length, found.total);
  },

  async "sorts by several fields"(provider) {
    const sorters = [{ field: "genre", order: "desc" }, { field: "milliseconds", order: "asc" }];
    const filters = [imported, { field: "genre", operator: "ne", value: "Rock" }];
    const { data } = await provider.getList({ resource: "tracks", pagination: everything, filters, sorters });
    assert.ok(data.length > 100);
    for (let i = 1; i < data.length; i++) {
      assert.ok(data[i - 1].genre !== data[i].genre || data[i - 1].milliseconds <= data[i].milliseconds);
    }
    const genres = data.map((row) => row.genre).filter((genre, i, list) => i === 0 || list[i - 1] !== genre);
    assert.equal(new Set(genres).size, genres.length);
  },

  async "means what it filters by"(provider) {
    const narrow = { field: "id", operator: "lte", value: 900 };
    const rows = await all(provider, "tracks", narrow);
    assert.ok(rows.length > 800);
    for (const [field, operator, value, holds] of operators) {
      const found = await all(provider, "tracks", narrow, { field, operator, value });
      assert.deepEqual(ids(found), ids(rows.filter(holds)), `${field} ${operator} ${JSON.stringify(value)}`);
    }
    const none = await all(provider, "tracks", narrow, { field: "genre", operator: "eq", value: "Jazz" });
    assert.ok(none.length > 0 && none.length < rows.length);
  },

  async "searches"(provider) {
    const found = await all(provider, "tracks", { field: "q", operator: "eq", value: "chico" });
    assert.ok(found.length > 0);
    for (const row of found) {
      const fields = [row.name, row.composer, row.album.title, row.album.artist.name];
      assert.ok(fields.some((field) => text(field).includes("chico")), row.name);
    }
  },

  async "compares times"(provider) {
    const rows = await all(provider, "invoices");
    const from = new Date(Date.UTC(2011, 0, 1));
    const until = new Date(Date.UTC(2012, 5, 30, 12, 30, 15));
    const found = await all(
      provider,
      "invoices",
      { field: "soldAt", operator: "gte", value: from },
      { field: "soldAt", operator: "lte", value: until },
    );
    const expected = rows.filter((row) => new Date(row.soldAt) >= from && new Date(row.soldAt) <= until);
    assert.ok(expected.length > 0 && expected.length < rows.length);
    assert.deepEqual(ids(found), ids(expected));
    const one = await all(provider, "invoices", { field: "soldAt", operator: "eq", value: new Date(rows[0].soldAt) });
    assert.ok(ids(one).includes(rows[0].id));
  },

  async "reads many by their ids"(provider) {
    const wanted = ids(await all(provider, "tracks")).slice(0, 300);
    const { data } = await provider.getMany({ resource: "tracks", ids: wanted });
    assert.deepEqual(ids(data), wanted);
    const single = await provider.getMany({ resource: "tracks", ids: [wanted[3]] });
    assert.deepEqual(ids(single.data), [wanted[3]]);
  },

  async "creates, reads, updates and deletes"(provider) {
    const created = await create(provider, "Of a client");
    assert.equal(created.createdBy, "anna");
    const { data: read } = await provider.getOne({ resource: "tracks", id: created.id });
    assert.deepEqual(read, created);
    const patched = await update(provider, created, { composer: "Clara", unitPrice: 1.29 });
    assert.deepEqual([patched.composer, patched.unitPrice, patched.version], ["Clara", 1.29, 1]);
    const replaced = await update(provider, created, { name: "Whole", unitPrice: 2, milliseconds: 1 }, "put");
    assert.deepEqual([replaced.composer, replaced.name, replaced.version], [null, "Whole", 2]);
    await provider.deleteOne({ resource: "tracks", id: created.id });
    const gone = await fetch(`${url}/tracks/${created.id}`, { headers: bearer(token) });
    assert.equal(gone.status, 404);
  },

  async "creates many at once"(provider) {
    const rows = await Promise.all(Array.from({ length: 12 }, (_, i) => create(provider, `One of many ${i}`)));
    assert.equal(new Set(ids(rows)).size, 12);
    await Promise.all(rows.map((row) => provider.deleteOne({ resource: "tracks", id: row.id })));
  },

  async "meets whoever was faster"(provider) {
    const row = await create(provider, "Contested");
    const headers = { "If-Match": await etagOf("tracks", row.id) };
    const write = (unitPrice) =>
      provider.update({ resource: "tracks", id: row.id, variables: { unitPrice }, meta: { headers } });
    await write(1.49);
    const error = await write(1.29).then(() => assert.fail("was not refused"), (refused) => refused);
    assert.equal(error.statusCode, 412);
    assert.match(error.message, /expected the version of an entity tag/);
    const now = await provider.getOne({ resource: "tracks", id: row.id });
    assert.equal(now.data.unitPrice, 1.49);
    await provider.deleteOne({ resource: "tracks", id: row.id });
  },

  async "is told what it may not write"(provider) {
    for (const variables of [{ ...track("x"), version: 3 }, { ...track("x"), createdBy: "ben" }, track("")]) {
      const create = provider.create({ resource: "tracks", variables });
      const error = await create.then(() => assert.fail("was not refused"), (refused) => refused);
      assert.equal(error.statusCode, 422);
      assert.match(error.message, /Nothing was written/);
    }
  },

  async "asks for anything"(provider, name) {
    const { data } = await provider.custom({ url: `${url}/artists/trash`, method: "get", query: {} });
    assert.ok(Array.isArray(data));
    const filters = [imported, { field: "genre", operator: "eq", value: "Latin" }];
    const sorters = [{ field: "milliseconds", order: "desc" }];
    const query = { createdBy: "chinook", genre: "Latin", _sort: "milliseconds", _order: "desc" };
    // One of them writes filters and sorters into the query, the other leaves them out.
    const asked = name === "rest" ? { query: { ...query, _end: 5 } } : { filters, sorters, query: { _end: 5 } };
    const sorted = await provider.custom({ url: `${url}/tracks`, method: "get", ...asked });
    const expected = await provider.getList({ resource: "tracks", pagination: { pageSize: 5 }, filters, sorters });
    assert.equal(sorted.data.length, 5);
    assert.deepEqual(sorted.data, expected.data);
    // One of them does not say by itself that a payload is JSON.
    const json = { url: `${url}/artists`, method: "post", headers: { "Content-Type": "application/json" } };
    const added = await provider.custom({ ...json, payload: { name: "Custom" } });
    assert.equal(added.data.name, "Custom");
    await provider.custom({ url: `${url}/artists/${added.data.id}`, method: "delete" });
  },

  async "does not reach another shop"(provider, name) {
    const other =
      name === "rest"
        ? createSimpleRestDataProvider({ apiURL: url, kyOptions: { headers: bearer(stranger), retry: 0 } }).dataProvider
        : provider;
    const meta = { headers: bearer(stranger) };
    const create = other.create({ resource: "artists", variables: { name: "x" }, meta });
    const error = await create.then(() => assert.fail("was not refused"), (refused) => refused);
    assert.equal(error.statusCode, 403);
  },
};

for (const [name, provider] of Object.entries(providers)) {
  for (const [check, run] of Object.entries(checks)) {
    let error = null;
    try {
      await run(provider, name);
    } catch (thrown) {
      error = thrown instanceof Error ? thrown.stack : `${thrown.statusCode} ${thrown.message}`;
    }
    console.log(JSON.stringify({ check: `${name} ${check}`, error }));
  }
}
