//! Cases worth naming.

use super::super::{Direction, Lasting, Step};
use super::world::{Import, NOON, World, compare, post, upn};
use crate::domain::{Attribute, Command, Intent, NewUser, Setting, UserId, Value};
use crate::powershell::{TokenKind, lex};

const WHOLE: Import = Import { with_id: true, deleted: false, whole: true };

fn set(user: u32, attribute: Attribute, value: &str) -> Command {
    let value = Some(Value::Text(value.to_owned()));
    Command::Edit { users: vec![UserId(user)], changes: vec![(attribute, value)] }
}

fn rename(user: u32, name: &str) -> Command {
    set(user, Attribute::USER_PRINCIPAL_NAME, name)
}

fn create(name: &str, display: &str) -> Command {
    let attributes = vec![
        (Attribute::DISPLAY_NAME, Value::Text(display.to_owned())),
        (Attribute::USER_PRINCIPAL_NAME, Value::Text(name.to_owned())),
    ];
    Command::CreateUser(Box::new(NewUser { attributes, force_change: true }))
}

#[test]
fn names_go_round_in_a_circle() {
    let mut world = World::new(&[WHOLE; 3]);
    let baseline = world.rows();
    for (user, name) in [(0, "spare@contoso.com"), (2, &*upn(0)), (1, &*upn(2)), (0, &*upn(1))] {
        world.do_it(&rename(user, name));
    }
    let hand_off = world.hand_off();
    let [names] = hand_off.stages(Direction::Forward) else { panic!("one stage") };
    assert_eq!(names.steps.len(), 4, "three names and one in between");
    let mut graph = world.graph.clone();
    post(&mut graph, &hand_off, Direction::Forward);
    compare(&graph, &world.rows(), &baseline, None);
    post(&mut graph, &hand_off, Direction::Back);
    compare(&graph, &baseline, &world.rows(), Some(&[]));
}

#[test]
fn a_name_is_free_before_it_is_taken() {
    let mut world = World::new(&[WHOLE; 2]);
    world.do_it(&Command::Delete { users: vec![UserId(0)] });
    world.do_it(&create(&upn(0), "Successor"));
    let hand_off = world.hand_off();
    let steps: Vec<&Step> = hand_off.stages(Direction::Forward).iter().flatten().collect();
    assert!(matches!(steps.as_slice(), [Step::Delete { .. }, Step::Create { .. }]));
    let steps: Vec<&Step> = hand_off.stages(Direction::Back).iter().flatten().collect();
    assert!(matches!(steps.as_slice(), [Step::Delete { .. }, Step::Restore { .. }]));
}

#[test]
fn no_password_is_in_any_file() {
    let mut world = World::new(&[WHOLE]);
    world.do_it(&create("new@contoso.com", "New"));
    world.do_it(&Command::Stage { users: vec![UserId(0)], intent: Intent::ResetPassword });
    let hand_off = world.hand_off();
    assert!(hand_off.lasting().iter().any(|lasting| matches!(lasting, Lasting::Password(_))));
    let script = hand_off.script(Direction::Forward).to_string();
    let after_functions = script.rsplit_once("#endregion").unwrap().1;
    assert!(after_functions.contains("'resetPassword'"));
    assert!(!after_functions.contains("'password"), "no table of ours has a password");
    for batch in hand_off.batches(Direction::Forward, super::super::Cloud::Global) {
        for request in batch.body["requests"].as_array().unwrap() {
            let password = &request["body"]["passwordProfile"]["password"];
            assert!(password.is_null() || password == "");
        }
    }
}

/// Whatever the names are, a script is the functions, and one `Invoke-Step` for each step.
#[test]
fn hostile_names_stay_data() {
    let names = [
        "'; Remove-MgUser -UserId x; '",
        "’; Remove-Item * #",
        "$(Remove-Item *)",
        "`n\"@\n'@",
        "#> <# \u{202E}gnirts",
        "\u{2028}Remove-Item",
    ];
    for name in names {
        let mut world = World::new(&[WHOLE; 2]);
        let clean: String = name.chars().filter(|c| !c.is_control()).collect();
        world.do_it(&set(0, Attribute::DEPARTMENT, &clean));
        let value = Value::Text(clean.trim().to_owned());
        let settings = vec![(Setting::DefaultClassification, Some(value))];
        world.do_it(&Command::Set { settings });
        world.workspace.info.name = name.to_owned();
        world.do_it(&Command::Delete { users: vec![UserId(1)] });
        let hand_off = world.hand_off();
        for direction in [Direction::Forward, Direction::Back] {
            let file = String::from_utf8(hand_off.script(direction).to_file()).unwrap();
            let lexed = lex(&file);
            assert_eq!(lexed.errors, [], "{name}");
            let steps: usize = hand_off.stages(direction).iter().flatten().count();
            let words = lexed.tokens.iter().filter(
                |token| matches!(&token.kind, TokenKind::Word(command) if command == "Invoke-Step"),
            );
            // And the definition.
            assert_eq!(words.count(), steps + 1, "{name}");
            let bad = ["Remove-MgUser", "Remove-Item"];
            let is_bad = |kind: &TokenKind| matches!(kind, TokenKind::Word(command) if bad.contains(&command.as_str()));
            assert!(!lexed.tokens.iter().any(|token| is_bad(&token.kind)), "{name}");
        }
    }
}

#[test]
fn a_script_asks_for_the_least() {
    let mut world = World::new(&[WHOLE; 3]);
    let off = vec![(Attribute::ACCOUNT_ENABLED, Some(Value::Boolean(false)))];
    world.do_it(&Command::Edit { users: vec![UserId(0)], changes: off });
    let scopes = |world: &World| world.hand_off().scopes(Direction::Forward);
    assert_eq!(scopes(&world), ["User.EnableDisableAccount.All", "User.Read.All"]);
    world.do_it(&Command::Delete { users: vec![UserId(1)] });
    world.do_it(&Command::Stage { users: vec![UserId(2)], intent: Intent::RevokeSessions });
    assert_eq!(
        scopes(&world),
        [
            "User.DeleteRestore.All",
            "User.EnableDisableAccount.All",
            "User.Read.All",
            "User.RevokeSessions.All",
        ]
    );
    world.do_it(&set(2, Attribute::CITY, "Lyon"));
    assert!(scopes(&world).contains(&"User.ReadWrite.All"));
    assert_eq!(world.hand_off().assumptions().written, NOON);
}

/// What a reviewer sees, for one of each kind.
#[test]
fn a_script_reads_well() {
    let mut world = World::new(&[WHOLE; 3]);
    world.do_it(&set(0, Attribute::DEPARTMENT, "R&D ’24"));
    let manager = Value::Reference(world.workspace.users().id(UserId(1)));
    world.do_it(&Command::Edit {
        users: vec![UserId(0)],
        changes: vec![(Attribute::MANAGER, Some(manager))],
    });
    world.do_it(&Command::Delete { users: vec![UserId(2)] });
    let script = world.hand_off().script(Direction::Forward).to_string();
    let (_, steps) = script.rsplit_once("#endregion\n").unwrap();
    expect_test::expect![[r"

        Invoke-Step 'update' @{
            'id'     = '11000000-0000-4000-9000-000000000000'
            'name'   = 'user0@contoso.com'
            'step'   = 1
            'before' = @{
                'department' = 'Sales'
            }
            'after'  = @{
                'department' = 'R&D ’’24'
            }
        }

        Invoke-Step 'manager' @{
            'id'     = '11000000-0000-4000-9000-000000000000'
            'name'   = 'user0@contoso.com'
            'step'   = 2
            'before' = $null
            'after'  = @{
                'id'   = '11000000-0000-4000-9000-000000000001'
                'name' = 'user1@contoso.com'
            }
        }

        Invoke-Step 'delete' @{
            'id'       = '11000000-0000-4000-9000-000000000002'
            'name'     = 'user2@contoso.com'
            'step'     = 3
            'identity' = @{
                'displayName'       = 'User 2'
                'userPrincipalName' = 'user2@contoso.com'
            }
        }

        Write-Log ('{0} done, {1} already so, {2} skipped, {3} failed' -f $Counts['done'], $Counts['already'], $Counts['skipped'], $Counts['failed'])
        if ($Counts['skipped'] -gt 0 -or $Counts['failed'] -gt 0) {
            Write-Warning ('Not everything could be done. See ' + $LogFile)
        }
    "]].assert_eq(steps);
    let (header, _) = script.split_once("#requires").unwrap();
    expect_test::expect![[r"
        # Staged changes of Contoso
        # Written by Tenantry at 2025-06-15T15:06:40Z.
        #
        # Every step compares the tenant with what was imported before it changes
        # anything: what is already so is left alone, what contradicts is skipped and
        # logged. The script can be run again. Try it first with -CheckOnly.
        #
        # Assumes the state of:
        # - nothing imported
        #
        # Steps: 1 update, 1 manager, 1 delete
        #
        # Needs: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser
    "]]
    .assert_eq(header);
}
