// Licences of groups by rule: who comes and goes because of what is staged, told before it is and shown after.

import { edit, idOf, staff, takeIn, userPage } from "../steps.mjs";

const E1 = "18181a46-0d4e-45cd-891e-60aabd171b4e";
const SWAY = "a23b959c-7ce8-4e57-9140-b90eb88a9e97";
const SALES = "00000001-2222-4222-a222-222222222222";
const odata = (of, value) => JSON.stringify({ "@odata.context": `https://graph.microsoft.com/v1.0/$metadata#${of}`, value });
const given = { skuId: E1, disabledPlans: [], assignedByGroup: SALES, state: "Active", error: "None" };
const FILES = [
  {
    name: "users-0001.json",
    text: odata("users", staff(4).map(({ id, userPrincipalName, displayName, department }, at) => ({
      id, userPrincipalName, displayName, department, accountEnabled: true, onPremisesSyncEnabled: null,
      usageLocation: "FR", licenseAssignmentStates: at % 2 ? [given] : [],
    }))),
  },
  {
    name: "groups-0001.json",
    text: odata("groups", [{
      id: SALES, displayName: "Sales people", mailNickname: "sales", groupTypes: ["DynamicMembership"],
      mailEnabled: false, securityEnabled: true, onPremisesSyncEnabled: null, isAssignableToRole: false,
      membershipRule: 'user.department -eq "Sales"', membershipRuleProcessingState: "On", visibility: null,
      assignedLicenses: [{ skuId: E1, disabledPlans: [] }],
    }]),
  },
  {
    name: "groupMembers-0001.json",
    text: JSON.stringify({
      "@odata.context": "tenantry#groupMembers",
      value: [{ groupId: SALES, page: 1, last: true, members: [1, 3].map((at) => ({ "@odata.type": "#microsoft.graph.user", id: idOf(at) })) }],
    }),
  },
  {
    name: "subscribedSkus-0001.json",
    text: odata("subscribedSkus", [{
      skuId: E1, skuPartNumber: "STANDARDPACK", capabilityStatus: "Enabled", appliesTo: "User", consumedUnits: 2,
      prepaidUnits: { enabled: 10, warning: 0, suspended: 0, lockedOut: 0 },
      servicePlans: [{ servicePlanId: SWAY, servicePlanName: "SWAY", provisioningStatus: "Success", appliesTo: "User" }],
    }]),
  },
];

const licences = (page) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: /^Licen[cs]es$/, exact: true }) });
const follows = (page, name) => page.getByRole("table", { name }).getByRole("row").filter({ hasText: "Office 365 E1" });

async function atWork(t, look) {
  const site = await t.site();
  const page = await (await t.browser(look)).page();
  await takeIn(page, site, ...FILES);
  return { site, page };
}

export default {
  async "a department that a rule reads brings licences, told before it is saved, and an undo takes them away"(t) {
    const { site, page } = await atWork(t, { language: "en" });
    await userPage(page, site, 0);
    await licences(page).getByText("No licences.").waitFor();
    await page.getByRole("button", { name: /^Department: Legal\. Edit$/ }).click();
    const input = page.getByRole("textbox", { name: "Department", exact: true });
    await input.fill("Sales");
    await follows(page, "Licences that follow").getByText("2 → 3").waitFor();
    // Nothing that the rule reads otherwise.
    await input.fill("Marketing");
    await follows(page, "Licences that follow").waitFor({ state: "detached" });
    await input.press("Escape");
    await edit(page, "Department", "Sales");
    await licences(page).getByText("by Sales people", { exact: true }).waitFor();
    await page.keyboard.press("Control+z");
    await licences(page).getByText("No licences.").waitFor();
  },

  async "whoever leaves the department loses the licence, in French"(t) {
    const { site, page } = await atWork(t, { language: "fr", theme: "dark" });
    await userPage(page, site, 1);
    await licences(page).getByText("par Sales people", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Service\s?: Sales\. Modifier$/ }).click();
    await page.getByRole("textbox", { name: "Service", exact: true }).fill("Legal");
    await follows(page, "Licences qui en découlent").getByText("2 → 1").waitFor();
    await t.accessible(page, "a field that tells what follows for licences");
  },

  async "deleting somebody tells what is freed"(t) {
    const { site, page } = await atWork(t, { language: "en" });
    await userPage(page, site, 3);
    await page.getByRole("button", { name: /^Delete/ }).first().click();
    await follows(page.getByRole("dialog"), "Licences that follow").getByText("2 → 1").waitFor();
  },
};
