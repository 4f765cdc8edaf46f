// What a person does on the pages, step by step; by role and name, as a person perceives them.

import { pick, started } from "./harness.mjs";

/** Columns of the file that the Entra admin center's "Download users" leaves. */
const COLUMNS = [
  "userPrincipalName", "displayName", "surname", "mail", "givenName", "id", "userType", "jobTitle", "department",
  "accountEnabled", "usageLocation", "streetAddress", "state", "country", "officeLocation", "city", "postalCode",
  "telephoneNumber", "mobilePhone", "alternateEmailAddress", "ageGroup", "consentProvidedForMinor",
  "legalAgeGroupClassification", "companyName", "creationType", "directorySynced", "invitationState",
  "identityIssuer", "createdDateTime",
];

const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** A table as a CSV file: an array of objects by column name. */
export const csv = (rows, columns = COLUMNS) =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))]
    .map((cells) => cells.map((value) => cell(String(value))).join(","))
    .join("\r\n");

/** The object id of the person at a place of [`staff`]. */
export const idOf = (at) => `${String(at).padStart(8, "0")}-1111-4111-a111-111111111111`;

/** The number of a person in names: four digits, or more where there are more people. */
const numbered = (at) => String(at).padStart(4, "0");

/** So many people, as the export has them: `User 0007`, every other one in Sales, the others in Legal. */
export const staff = (count) =>
  Array.from({ length: count }, (_, at) => {
    const number = numbered(at);
    return {
      userPrincipalName: `user${number}@contoso.com`,
      displayName: `User ${number}`,
      surname: number,
      givenName: "User",
      mail: `user${number}@contoso.com`,
      id: idOf(at),
      userType: "Member",
      jobTitle: "Clerk",
      department: at % 2 ? "Sales" : "Legal",
      accountEnabled: "True",
      usageLocation: "FR",
      companyName: "Contoso",
      directorySynced: "False",
      createdDateTime: "2024-03-05T09:30:00Z",
    };
  });

/** Opens a page of the site by its address. */
export async function visit(page, site, path) {
  await page.goto(site.url + path);
  await started(page);
  await page.waitForSelector("#heading");
}

/** Leaves for another page by the navigation. */
export async function turnTo(page, name) {
  await page.getByRole("navigation").getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Chooses files, takes them in as a new workspace, and waits until it is saved. */
export async function takeIn(page, site, ...files) {
  await visit(page, site, "start");
  await pick(page, "input[type=file]", ...files);
  await page.locator("#accept-import").click();
  await takenIn(page);
  await saved(page);
}

/** Waits until the page says what an import has brought. */
export const takenIn = (page) => page.getByText(/(was|were) read and taken in|^Taken in: |lus? et importés?|^Importé\s?: /).first().waitFor();

/** Waits until the page says that everything is saved. */
export const saved = (page) => page.locator(".save-state[data-save=saved]").waitFor({ state: "attached" });

/** The staged counter of the top bar; 0 when it is not there. */
export const stagedCount = (page) => page.getByRole("banner").locator("a.staged");

/** Opens the page of a user by the object id. */
export const userPage = (page, site, at) => visit(page, site, `users/user#id=${idOf(at)}`);

/** Edits one attribute in place on the page of a user. */
export async function edit(page, label, value, language = "en") {
  const verb = language === "fr" ? "Modifier" : "Edit";
  const says = (value) => ({ name: new RegExp(`^${label}\\s?: ${value}\\. ${verb}$`) });
  await page.getByRole("button", says(".*")).click();
  const input = page.getByRole("textbox", { name: label, exact: true });
  await input.fill(value);
  await input.press("Enter");
  await page.getByRole("button", says(value.replace(/[^\w\s]/g, "\\$&"))).waitFor();
}

/**
 * Delays the new log that every page begins before its first write: another tab has open what is
 * deleted for it, and stands still for so many milliseconds when it is asked to let go.
 */
export async function delayLog(t, browser, site, milliseconds) {
  // A page of the site that runs nothing of the program.
  t.allow(/favicon.ico/);
  const other = await browser.page({ another: true });
  await other.goto(`${site.url}offline.js`);
  await other.evaluate(
    (milliseconds) =>
      new Promise((resolve, reject) => {
        const opened = indexedDB.open("tenantry-log");
        opened.onerror = reject;
        opened.onsuccess = () => {
          opened.result.onversionchange = () => {
            const end = performance.now() + milliseconds;
            while (performance.now() < end);
            opened.result.close();
          };
          resolve();
        };
      }),
    milliseconds,
  );
}
