// The collector's files of groups as a page would read them by hand: `JSON.parse`, and maps by id.

const files = () => [...document.getElementById("files").files];

/** Reads them all; gives how long that took, and what was found. */
globalThis.readGroups = async () => {
  globalThis.gc?.();
  const start = performance.now();
  const groups = new Map();
  const members = new Map();
  const groupsOf = new Map();
  let memberships = 0;
  for (const file of files()) {
    const { "@odata.context": context, value } = JSON.parse(await file.text());
    if (context.endsWith("#groups")) {
      for (const group of value) groups.set(group.id, group);
      continue;
    }
    for (const { groupId, members: page } of value) {
      const all = members.get(groupId) ?? new Set();
      members.set(groupId, all);
      for (const { id } of page) {
        all.add(id);
        const of = groupsOf.get(id);
        if (of) of.push(groupId);
        else groupsOf.set(id, [groupId]);
      }
    }
  }
  const time = performance.now() - start;
  for (const all of members.values()) memberships += all.size;
  return { time, answer: `${groups.size} groups, ${memberships} memberships` };
};
