// The folder that the collector would leave of many groups: pages of Graph, and the lists of twenty groups
// to a file. Deterministic, and of the same people as the synthetic directory.

import { createReadStream } from "node:fs";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const GROUPS = 10_000;
export const MEMBERSHIPS = 1_000_000;
/** The most that a page of Graph holds. */
const PAGE = 999;
/** Requests in a batch, each of which becomes a file. */
const BATCH = 20;
/** One group in so many has a rule, one in so many holds another group. */
const DYNAMIC = 10;
const NESTED = 25;
/** Steps from member to member; none shares a factor with a number of people that is a power of ten. */
const STEPS = [7, 31, 101, 997, 7919];
/** How slowly sizes fall: the largest group has some thousand members, the smallest some thirty. */
const FALL = 0.7;
const FLAT = 5;

const number = (at, digits) => String(at).padStart(digits, "0");
const groupId = (at) => `${number(at, 8)}-2222-4222-a222-222222222222`;

/** Paths of the files, made where they are not there yet. */
export async function folder(path, csv) {
  if (!(await stat(join(path, "whole")).catch(() => null))) {
    await mkdir(path, { recursive: true });
    await write(path, await ids(csv));
    await writeFile(join(path, "whole"), "");
  }
  const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  return names.map((name) => join(path, name));
}

/** Object ids of the people, in the order of the file. */
async function ids(csv) {
  const found = [];
  for await (const line of createInterface({ input: createReadStream(csv) })) found.push(line.slice(0, 36));
  return found.slice(1);
}

async function write(path, people) {
  const file = (name, at, context, value, next) =>
    writeFile(join(path, `${name}-${number(at, 4)}.json`), JSON.stringify({ "@odata.context": context, ...next, value }));
  for (let from = 0, at = 1; from < GROUPS; from += PAGE, at++) {
    const value = Array.from({ length: Math.min(PAGE, GROUPS - from) }, (_, place) => group(from + place));
    const more = from + PAGE < GROUPS && { "@odata.nextLink": `https://graph.microsoft.com/v1.0/groups?$skiptoken=page-${at}` };
    await file("groups", at, "https://graph.microsoft.com/v1.0/$metadata#groups", value, more);
  }
  const waiting = [];
  let [next, at] = [0, 1];
  const all = sizes();
  while (next < GROUPS || waiting.length > 0) {
    const asked = waiting.splice(0, BATCH);
    while (asked.length < BATCH && next < GROUPS) asked.push({ group: next++, page: 1 });
    const records = asked.map(({ group, page }) => {
      const from = (page - 1) * PAGE;
      const end = Math.min(from + PAGE, all[group]);
      const last = end === all[group];
      if (!last) waiting.push({ group, page: page + 1 });
      const members = Array.from({ length: end - from }, (_, place) => member(group, from + place, people));
      return { groupId: groupId(group), page, last, members };
    });
    await file("groupMembers", at++, "tenantry#groupMembers", records);
  }
}

/** How many members each group has; together exactly so many. */
function sizes() {
  const shares = Array.from({ length: GROUPS }, (_, at) => (shuffled(at) + FLAT) ** -FALL);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const all = shares.map((share) => Math.floor((share / whole) * MEMBERSHIPS));
  let left = MEMBERSHIPS - all.reduce((sum, size) => sum + size, 0);
  for (let at = 0; left > 0; at++, left--) all[at % GROUPS]++;
  return all;
}

/** Another order of the same numbers, so that large groups stand between small ones. */
const shuffled = (at) => (at * 7919) % GROUPS;

function member(group, place, people) {
  if (place === 0 && group % NESTED === 0) return { "@odata.type": "#microsoft.graph.group", id: groupId(group + 1) };
  const step = STEPS[group % STEPS.length];
  return { "@odata.type": "#microsoft.graph.user", id: people[(group * 104_729 + place * step) % people.length] };
}

/** A group with what the collector asks for. */
function group(at) {
  const nobody = {
    classification: null, expirationDateTime: null, licenseProcessingState: null, onPremisesDomainName: null, onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null, onPremisesSamAccountName: null, onPremisesSecurityIdentifier: null, onPremisesSyncEnabled: null,
    preferredDataLocation: null, preferredLanguage: null, theme: null, uniqueName: null, isAssignableToRole: null,
  };
  const dynamic = at % DYNAMIC === 1;
  const unified = at % 3 === 0;
  const types = [...(dynamic ? ["DynamicMembership"] : []), ...(unified ? ["Unified"] : [])];
  const nickname = `group-${number(at, 5)}`;
  return {
    id: groupId(at),
    ...nobody,
    displayName: `${["Project", "Team", "Access", "Licences", "Printers"][at % 5]} ${number(at, 5)}`,
    description: at % 4 ? null : `What ${nickname} is for`,
    createdDateTime: `20${number(10 + (at % 15), 2)}-0${1 + (at % 9)}-1${at % 9}T08:30:00Z`,
    groupTypes: types,
    mail: unified ? `${nickname}@contoso.com` : null,
    mailEnabled: unified,
    mailNickname: nickname,
    membershipRule: dynamic ? rule(at) : null,
    membershipRuleProcessingState: dynamic ? "On" : null,
    proxyAddresses: unified ? [`SMTP:${nickname}@contoso.com`] : [],
    renewedDateTime: `2026-0${1 + (at % 9)}-1${at % 9}T08:30:00Z`,
    securityEnabled: !unified || at % 2 === 0,
    visibility: unified ? "Private" : null,
  };
}

const rule = (at) => `(user.accountEnabled -eq true) -and (user.extensionAttribute1 -eq "CC-${1000 + (at % 800)}")`;
