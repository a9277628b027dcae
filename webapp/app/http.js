/**
 * The HTTP API, one function for each call. Answers are the parsed bodies; a "no" is thrown as a
 * {@link Refusal}. Nothing is kept and nothing is repeated here.
 *
 * @typedef {{id: string, name: string, displayName: string, picture?: string}} Person
 * @typedef {Person & {role: "member"|"moderator"|"administrator"}} Account
 * @typedef {{id: string, current: boolean, createdAt: string, lastSeenAt: string, userAgent:
 *   string}} Login
 */
import { httpAddress } from "./addresses.js";
import { Credentials } from "./credentials.js";
import { Refusal } from "./refusal.js";

const ANSWER_WITHIN_MS = 20_000;

/** Who one is for all that is asked for here, and for connections. */
export const credentials = new Credentials(
  async (ticket, old) =>
    await answered(await sent("POST", "api/tokens", { ticket }, old)),
);

/**
 * @param {{name: string, displayName?: string, password: string}} account
 * @returns {Promise<Account>}
 */
export const signUp = async account => (await call("POST", "api/accounts", account)).account;

/** @param {{name: string, password: string}} login @returns {Promise<Account>} */
export const signIn = async login => (await call("POST", "api/login", login)).account;

export const signOut = () => call("DELETE", "api/login");

/** @returns {Promise<Account>} */
export const me = async () => (await call("GET", "api/me")).account;

/** @returns {Promise<Login[]>} */
export const logins = async () => (await call("GET", "api/me/logins")).logins;

/** @param {string} id */
export const revokeLogin = id => call("DELETE", `api/me/logins/${encodeURIComponent(id)}`);

/** @typedef {{people: Person[], more: boolean, next?: string}} PeoplePage */

/**
 * @param {string} q
 * @param {string} [after] the next of the page before
 * @returns {Promise<PeoplePage>}
 */
export const people = (q, after) =>
  call("GET", `api/people?${new URLSearchParams({ q, ...(after && { after }) })}`);

/** Who has exactly this name. @param {string} name @returns {Promise<PeoplePage>} */
export const peopleCalled = name => call("GET", `api/people?${new URLSearchParams({ name })}`);

/** Who somebody is. @param {string} id @returns {Promise<Person>} */
export const profile = id => call("GET", `api/people/${encodeURIComponent(id)}`);

/** Takes an upload back that was not sent. @param {string} id */
export const deleteAttachment = id => call("DELETE", `api/attachments/${encodeURIComponent(id)}`);

/**
 * By the older interface, for only that one tells how far it has got.
 * @param {File} file
 * @param {string} key made once for this file
 * @param {(share: number) => void} progress from 0 to 1
 * @returns {Promise<any>} the attachment
 */
export async function uploadAttachment(file, key, progress) {
  const token = await credentials.token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", httpAddress(`api/attachments?${new URLSearchParams({ key })}`));
    for (const [name, value] of Object.entries(headersOf("POST", token)))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onerror = request.ontimeout = () => reject(new Refusal("unreachable"));
    request.onload = () => {
      const retryAfter = request.getResponseHeader("Retry-After");
      const headers = new Headers(retryAfter === null ? {} : { "Retry-After": retryAfter });
      const response = new Response(request.response, { status: request.status, headers });
      resolve(response.ok ? read(response) : refusalOf(response).then(no => Promise.reject(no)));
    };
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  });
}

/**
 * A change of password replaces this login: until it is answered, a 401 says nothing.
 * @type {Promise<any>}
 */
let passwordChange = Promise.resolve();

/** @param {string} current @param {string} next */
export function changePassword(current, next) {
  const change = call("PUT", "api/me/password", { current, new: next });
  passwordChange = change.catch(() => undefined);
  return change;
}

/** Is one signed in? Never throws. @returns {Promise<import("./connection.js").LoginState>} */
export async function probe() {
  await passwordChange;
  try {
    await me();
    return { signedIn: true };
  } catch (error) {
    const refusal = /** @type {Refusal} */ (error);
    return refusal.code === "unauthenticated"
      ? { signedIn: false }
      : { retryAfter: refusal.retryAfter };
  }
}

/**
 * Signs addresses of files, for where no cookie says who asks; good for so many milliseconds at most,
 * and not longer than the token.
 * @param {string[]} addresses
 * @returns {Promise<{addresses: string[], expiresIn: number}>} in the same order
 */
export const signAddresses = addresses => call("POST", "api/me/addresses", { addresses });

/** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
async function call(method, path, body) {
  const token = await credentials.token();
  const response = await sent(method, path, body, token);
  if (response.status !== 401 || !token) return answered(response);
  // It was renewed while this was under way, or ended early.
  credentials.refused(token);
  return answered(await sent(method, path, body, await credentials.token()));
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body] a file goes as it is
 * @param {string} [token] without it, the cookie says who one is
 * @returns {Promise<Response>}
 */
async function sent(method, path, body, token) {
  const headers = headersOf(method, token);
  const isFile = body instanceof Blob;
  if (body && !isFile) headers["Content-Type"] = "application/json";
  try {
    return await fetch(httpAddress(path), {
      method,
      headers,
      body: isFile ? body : body && JSON.stringify(body),
      cache: "no-store",
      credentials: token ? "omit" : "same-origin",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    throw new Refusal("unreachable");
  }
}

/** @param {string} method @param {string} [token] */
function headersOf(method, token) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-Hearhear"] = "1";
  if (token) headers.Authorization = `Bearer ${token}`;
  return headers;
}

/** @param {Response} response @returns {Promise<any>} */
async function answered(response) {
  if (response.ok) return response.status === 204 ? {} : read(response);
  throw await refusalOf(response);
}

/** @param {Response} response */
async function read(response) {
  try {
    return await response.json();
  } catch {
    throw new Refusal("unavailable");
  }
}

/** @type {Record<number, string>} for answers that something in front of the application gave */
const CODES = {
  400: "bad_request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  429: "rate_limited",
};

/** @param {Response} response */
async function refusalOf(response) {
  const body = await response.json().catch(() => ({}));
  const seconds = Number(response.headers.get("Retry-After") ?? NaN);
  const retryAfter = body.retryAfter ?? (Number.isFinite(seconds) ? seconds * 1000 : undefined);
  return new Refusal(
    body.code ?? CODES[response.status] ?? "unavailable",
    body.message,
    retryAfter,
  );
}

/**
 * Tells others another name; the empty one is the name that one signs in with.
 * @param {string} displayName
 * @returns {Promise<Account>}
 */
export const changeDisplayName = async displayName =>
  (await call("PUT", "api/me", { displayName })).account;

/** @param {Blob} image @returns {Promise<string>} what names the picture */
export const changePicture = async image => (await call("PUT", "api/me/picture", image)).picture;

export const removePicture = () => call("DELETE", "api/me/picture");

/**
 * @typedef {"open"|"dismissed"|"acted"} ReportState
 * @typedef {{id: string, state: ReportState, conversation: string, seq: number, reason: string, at:
 *   string, reporter: Person, reported: Person, decidedBy?: Person, decidedAt?: string, note?:
 *   string}} ListedReport
 * @typedef {{seq: number, from: string, text: string, at: string, rev: number, deleted?: true,
 *   attachments?: {name: string}[]}} ReportedMessage
 * @typedef {ListedReport & {messages: ReportedMessage[], people: Person[]}} Report
 * @typedef {Account & {disabled: boolean}} ListedAccount
 */

/**
 * For moderators.
 * @param {ReportState} state
 * @param {string} [before] the last one of the page before
 * @returns {Promise<{reports: ListedReport[], more: boolean}>}
 */
export const reports = (state, before) =>
  call("GET", `api/reports?${new URLSearchParams({ state, ...(before && { before }) })}`);

/** With what was said. @param {string} id @returns {Promise<Report>} */
export const report = id => call("GET", `api/reports/${encodeURIComponent(id)}`);

/**
 * @param {string} id
 * @param {{from: ReportState, state: ReportState, note?: string}} decision from what was seen
 * @returns {Promise<Report>}
 */
export const decide = (id, decision) =>
  call("PUT", `api/reports/${encodeURIComponent(id)}`, decision);

/**
 * All there are, for moderators.
 * @param {string} q
 * @param {string} [after] the next of the page before
 * @returns {Promise<{accounts: ListedAccount[], more: boolean, next?: string}>}
 */
export const accounts = (q, after) =>
  call("GET", `api/accounts?${new URLSearchParams({ q, ...(after && { after }) })}`);

/** For administrators. @param {string} id @param {"member"|"moderator"} role */
export const changeRole = (id, role) =>
  call("PUT", `api/accounts/${encodeURIComponent(id)}/role`, { role });

/** For administrators. @param {string} id @param {boolean} disabled */
export const disable = (id, disabled) =>
  call("PUT", `api/accounts/${encodeURIComponent(id)}/disabled`, { disabled });

/**
 * Nobody can tell any more whose votes they are; for administrators, and for good.
 * @param {string} id of a disabled account
 * @returns {Promise<number>} how many they are
 */
export const forgetVotes = async id =>
  (await call("DELETE", `api/accounts/${encodeURIComponent(id)}/votes`)).votes;
