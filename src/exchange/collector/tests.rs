//! The script as it is shipped: readable to PowerShell, and reading only.

mod running;
mod tenant;

use super::{Part, Way};
use crate::domain::Attribute;
use crate::domain::attribute::Wire;
use crate::powershell::{Bracket, Piece, Token, TokenKind, Value, lex, literal::Reader};

const SCRIPT: &str = include_str!("Get-TenantryDirectory.ps1");

/// Cmdlets that only read, compute, print, or write the script's own files.
const HARMLESS: &[&str] = &[
    "Add-Type",
    "Connect-MgGraph",
    "ConvertFrom-Json",
    "ConvertTo-Json",
    "ForEach-Object",
    "Get-Command",
    "Get-MgContext",
    "Get-Random",
    "Invoke-MgGraphRequest",
    "New-Object",
    "Select-Object",
    "Set-StrictMode",
    "Sort-Object",
    "Start-Sleep",
    "Where-Object",
    "Write-Host",
    "Write-Progress",
];

/// Properties of the Graph v1.0 `user` resource that a list returns when they are selected.
const USER: &str = "id accountEnabled ageGroup assignedLicenses assignedPlans businessPhones city \
    companyName consentProvidedForMinor country createdDateTime creationType deletedDateTime \
    department displayName employeeHireDate employeeId employeeLeaveDateTime employeeOrgData \
    employeeType externalUserState externalUserStateChangeDateTime faxNumber givenName identities \
    imAddresses isManagementRestricted isResourceAccount jobTitle lastPasswordChangeDateTime \
    legalAgeGroupClassification licenseAssignmentStates mail mailNickname mobilePhone \
    officeLocation onPremisesDistinguishedName onPremisesDomainName onPremisesExtensionAttributes \
    onPremisesImmutableId onPremisesLastSyncDateTime onPremisesProvisioningErrors \
    onPremisesSamAccountName onPremisesSecurityIdentifier onPremisesSyncEnabled \
    onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile postalCode \
    preferredDataLocation preferredLanguage provisionedPlans proxyAddresses securityIdentifier \
    serviceProvisioningErrors showInAddressList signInActivity signInSessionsValidFromDateTime \
    state streetAddress surname usageLocation userPrincipalName userType";

/// Likewise of `group`, without those that only a single group returns.
const GROUP: &str = "id assignedLabels assignedLicenses classification createdDateTime \
    deletedDateTime description displayName expirationDateTime groupTypes isAssignableToRole \
    isManagementRestricted licenseProcessingState mail mailEnabled mailNickname membershipRule \
    membershipRuleProcessingState onPremisesDomainName onPremisesLastSyncDateTime \
    onPremisesNetBiosName onPremisesProvisioningErrors onPremisesSamAccountName \
    onPremisesSecurityIdentifier onPremisesSyncEnabled preferredDataLocation preferredLanguage \
    proxyAddresses renewedDateTime securityEnabled securityIdentifier serviceProvisioningErrors \
    theme uniqueName visibility";

/// Likewise of the beta `device`.
const DEVICE: &str = "id accountEnabled alternativeNames alternativeSecurityIds \
    approximateLastSignInDateTime complianceExpirationDateTime deletedDateTime deviceCategory \
    deviceId deviceMetadata deviceOwnership deviceVersion displayName domainName \
    enrollmentProfileName enrollmentType extensionAttributes hostnames isCompliant isManaged \
    isManagementRestricted isRooted managementType manufacturer mdmAppId model \
    onPremisesLastSyncDateTime onPremisesSecurityIdentifier onPremisesSyncEnabled operatingSystem \
    operatingSystemVersion physicalIds profileType registrationDateTime systemLabels trustType \
    usageRights";

fn tokens() -> Vec<Token> {
    let lexed = lex(SCRIPT);
    assert_eq!(lexed.errors, []);
    lexed.tokens.into_iter().filter(|t| !matches!(t.kind, TokenKind::Comment(_))).collect()
}

/// Every token, those inside strings too.
fn flat(tokens: &[Token]) -> Vec<TokenKind> {
    let mut out = Vec::new();
    for token in tokens {
        if let TokenKind::Expandable(pieces) = &token.kind {
            for piece in pieces {
                if let Piece::Subexpression(inner) = piece {
                    out.extend(flat(inner));
                }
            }
        }
        out.push(token.kind.clone());
    }
    out
}

#[test]
fn it_is_plain_and_balanced() {
    assert!(SCRIPT.is_ascii(), "Windows PowerShell reads other bytes in the machine's code page");
    assert!(!SCRIPT.contains('\t') && !SCRIPT.lines().any(|line| line.ends_with(' ')));
    let mut open = Vec::new();
    for kind in flat(&tokens()) {
        match kind {
            TokenKind::Open(bracket) => open.push(bracket),
            TokenKind::Close(bracket) => assert_eq!(open.pop(), Some(bracket)),
            _ => {}
        }
    }
    assert_eq!(open, Vec::<Bracket>::new());
}

/// A command is a word with a verb and a noun; all are known to be harmless, or defined here.
#[test]
fn it_calls_nothing_that_writes() {
    let kinds = flat(&tokens());
    let defined: Vec<&str> = SCRIPT
        .lines()
        .filter_map(|line| line.strip_prefix("function "))
        .filter_map(|rest| rest.split(' ').next())
        .collect();
    let mut seen = 0;
    for kind in &kinds {
        let TokenKind::Word(word) = kind else { continue };
        let command = word.split_once('-').is_some_and(|(verb, noun)| {
            verb.starts_with(char::is_uppercase) && noun.starts_with(char::is_uppercase)
        });
        if command {
            seen += 1;
            assert!(
                HARMLESS.contains(&word.as_str()) || defined.contains(&word.as_str()),
                "{word}"
            );
        }
        assert!(!["iex", "icm", "irm", "iwr", "curl", "wget"].contains(&word.as_str()), "{word}");
    }
    assert!(seen > 50, "{seen} commands");
    assert!(!kinds.contains(&TokenKind::Call), "no command whose name is computed");
    for (at, kind) in kinds.iter().enumerate() {
        if let TokenKind::Word(word) = kind
            && word == "Invoke-MgGraphRequest"
        {
            let splat = kinds.get(at + 1);
            let checked =
                matches!(splat, Some(TokenKind::Parameter(name)) if name == "ErrorAction");
            let request = splat == Some(&TokenKind::Splat("request".into()));
            assert!(
                request || checked || splat == Some(&TokenKind::Close(Bracket::Paren)),
                "{splat:?}"
            );
        }
    }
}

/// `'GET'` everywhere; `'POST'` once, and in the next line its address, `$batch`.
#[test]
fn it_asks_with_get_only() {
    let texts: Vec<String> = flat(&tokens())
        .into_iter()
        .filter_map(|kind| if let TokenKind::Text(text) = kind { Some(text) } else { None })
        .collect();
    for text in &texts {
        let upper = text.to_uppercase();
        assert!(!["PATCH", "PUT", "DELETE"].contains(&upper.as_str()), "{text}");
    }
    assert_eq!(texts.iter().filter(|text| text.eq_ignore_ascii_case("post")).count(), 1);
    assert_eq!(
        SCRIPT
            .matches(
                "        $request['Method'] = 'POST'\n        $request['Uri'] = '/v1.0/$batch'\n"
            )
            .count(),
        1
    );
    let methods = SCRIPT.to_lowercase().matches("method").count();
    // The table above, the property list of -ListOnly, the request, the batch item.
    assert_eq!(methods, 4);
    assert!(SCRIPT.contains("@{ id = $_.id; method = 'GET'; url = $_.url }"));
    assert!(SCRIPT.contains("        Method                  = 'GET'\n"));
}

#[test]
fn its_plan_is_the_one_explained() {
    for part in Part::ALL {
        let scopes: Vec<String> = part.scopes().iter().map(|scope| format!("'{scope}'")).collect();
        let head = format!(
            "@{{ Name = '{}'; Skip = ${}; Scopes = @({})\n",
            part.name(),
            part.skip_switch(),
            scopes.join(", ")
        );
        assert_eq!(SCRIPT.matches(&head).count(), 1, "{head}");
        assert!(SCRIPT.contains(&format!("    [switch] ${},\n", part.skip_switch())));
        for request in part.requests() {
            let expected = match request.way {
                Way::Pages => format!("File = '{}'; Path = '{}'", request.file, request.path),
                Way::PerObjectOf(over) => {
                    format!("File = '{}'; Over = '{over}'; Path = '{}", request.file, request.path)
                }
            };
            assert_eq!(SCRIPT.matches(&expected).count(), 1, "{expected}");
        }
        assert_eq!(Part::named(part.name()), Some(part));
    }
    assert_eq!(SCRIPT.matches("@{ Name = '").count(), Part::ALL.len());
    let requests: usize = Part::ALL.iter().map(|part| part.requests().len()).sum();
    // And the list of leave dates, which has a switch of its own.
    assert_eq!(SCRIPT.matches("; File = '").count(), requests + 1);
    let parts: Vec<Value> = Part::ALL.iter().map(|part| part.name().into()).collect();
    let set: Vec<String> = Part::ALL.iter().map(|part| format!("'{}'", part.name())).collect();
    let flat_script = SCRIPT.replace("\n        ", " ");
    assert!(flat_script.contains(&format!("[ValidateSet({})]", set.join(", "))), "{parts:?}");
}

#[test]
fn every_switch_is_in_the_help() {
    let help = SCRIPT.split("#>").next().unwrap();
    for line in SCRIPT.lines().skip_while(|line| *line != "param(").take_while(|line| *line != ")")
    {
        let Some((_, name)) = line.rsplit_once("] $") else { continue };
        let name = name.split([' ', ',']).next().unwrap();
        let skip = name.starts_with("Skip") && name != "SkipUsers";
        assert!(skip || help.contains(&format!(".PARAMETER {name}\n")), "{name}");
    }
}

/// The names in `$variable = @( … )`.
fn list(variable: &str) -> Vec<String> {
    let tokens = tokens();
    let at = tokens
        .windows(2)
        .position(|pair| {
            pair[0].kind == TokenKind::Variable(variable.into())
                && pair[1].kind == TokenKind::Operator("=".into())
        })
        .unwrap();
    let Some(Value::List(items)) = Reader::new(&tokens[at + 2..]).value() else {
        panic!("{variable} is no list");
    };
    items
        .into_iter()
        .map(|item| if let Value::Text(text) = item { text } else { panic!("{item:?}") })
        .collect()
}

#[test]
fn it_selects_what_exists() {
    for (variable, known) in [
        ("UserAttributes", USER),
        ("DeletedUserAttributes", USER),
        ("GroupAttributes", GROUP),
        ("DeviceAttributes", DEVICE),
    ] {
        let known: Vec<&str> = known.split_whitespace().collect();
        let selected = list(variable);
        for name in &selected {
            assert!(known.contains(&name.as_str()), "{variable}: {name}");
        }
        let mut distinct = selected.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), selected.len(), "{variable} names something twice");
    }
}

/// An attribute that Tenantry knows is an attribute that the collector brings.
#[test]
fn it_reads_every_attribute_of_the_table() {
    let users = list("UserAttributes");
    for attribute in Attribute::all() {
        let definition = attribute.definition();
        let name = match definition.wire {
            Wire::Plain
            | Wire::OneItemList
            | Wire::Part(_)
            | Wire::Plans
            | Wire::Ids
            | Wire::Licenses
            | Wire::LicenseStates => definition.name,
            Wire::DirectLicenses => "licenseAssignmentStates",
            Wire::Inside(object) => object,
            Wire::Navigation => {
                assert!(SCRIPT.contains(&format!("'$expand={}($select=id)'", definition.name)));
                continue;
            }
        };
        let apart = match name {
            "signInActivity" => "Select = @('id', 'signInActivity')",
            "employeeLeaveDateTime" => "Select = @('id', 'employeeLeaveDateTime')",
            // Null for all but deleted users, whose own list selects it.
            "deletedDateTime" => "'deletedDateTime', 'department'",
            _ => "",
        };
        let found = if apart.is_empty() {
            users.iter().any(|user| user == name)
        } else {
            SCRIPT.contains(apart)
        };
        assert!(found, "{name}");
    }
}
