// The directory as JavaScript holds it, and the two ways of keeping it in IndexedDB.

import { initParser, inferSchema } from "udsv";
import { Digest } from "./measure.js";

const PART = 8 << 20;
/** People in one record of the packed store. */
const PACK = 1000;

export const parse = (text) => initParser(inferSchema(text)).stringObjs(text);

/**
 * Everyone in the file, as IndexedDB would hand them back: strings of their own, none shared.
 * Read part by part, so that a million people need no text of their whole file.
 */
export async function people(file, columns) {
  const all = [];
  const decoder = new TextDecoder();
  let header = "";
  let rest = "";
  for (let from = 0; from < file.size; from += PART) {
    const last = from + PART >= file.size;
    rest += decoder.decode(await file.slice(from, from + PART).arrayBuffer(), { stream: !last });
    const end = last ? rest.length : rest.lastIndexOf("\r\n") + 2;
    header ||= rest.slice(0, rest.indexOf("\r\n") + 2);
    const rows = parse((from ? header : "") + rest.slice(0, end));
    const kept = columns ? rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name]]))) : rows;
    for (const person of structuredClone(kept)) all.push(person);
    rest = rest.slice(end);
  }
  return all;
}

/** What has to be equal after every way in: each text of each person. */
export function digest(everyone, columns) {
  const sum = new Digest();
  for (const person of everyone) for (const column of columns) sum.add(person[column]);
  return `${everyone.length} ${sum.value}`;
}

/** An even sample, and the factor from its cost to that of all. */
export function sample(everyone, size) {
  if (everyone.length <= size) return [everyone, 1];
  const step = everyone.length / size;
  return [Array.from({ length: size }, (_, at) => everyone[Math.floor(at * step)]), step];
}

export const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

export const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });

/** A database of one version with the named stores. */
export function database(name, stores) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const [store, options] of Object.entries(stores)) request.result.createObjectStore(store, options);
  };
  return answered(request);
}

export const forget = (name) => answered(indexedDB.deleteDatabase(name));

/** Keeps everyone, a thousand to a record: the quickest way for objects. */
export async function pack(name, everyone) {
  const opened = await database(name, { packs: {} });
  const transaction = opened.transaction("packs", "readwrite");
  for (let at = 0; at < everyone.length; at += PACK) {
    transaction.objectStore("packs").put(everyone.slice(at, at + PACK), at / PACK);
  }
  await finished(transaction);
  opened.close();
}

export async function unpack(name) {
  const opened = await database(name, { packs: {} });
  const packs = await answered(opened.transaction("packs").objectStore("packs").getAll());
  opened.close();
  return packs.flat();
}
