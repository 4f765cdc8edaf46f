//! With whose eyes the pages are looked at: one person of the directory, or an administrator's role.

use crate::{
    domain::{Actor, Attribute, ObjectId, UserId, attribute::Of},
    exchange::answers,
    i18n::{Locale, Text, texts},
    session::Session,
    tenant::Workspace,
    ui::{
        groups::find,
        kit::{
            combobox::{Choice, Combobox},
            dom::keep_focus,
            icon::{Icon, icon},
            lang::lang,
            notice::{Notice, strip},
        },
    },
};
use leptos::prelude::*;

texts! {
    LOOK_AS = "Look as", "Regarder en tant que";
    BY_NAME = "Name or user principal name.", "Nom ou nom d’utilisateur principal.";
    HINT = "Name or user principal name. What the person may not do is refused, and the reason is told.", "Nom ou nom d’utilisateur principal. Ce que la personne ne peut pas faire est refusé, et la raison en est dite.";
    PLACEHOLDER = "Find a person", "Trouver une personne";
    AS = "You are looking as {0}, with {1}. Changes are judged by their rights.", "Vous regardez en tant que {0}, avec {1}. Les modifications sont jugées selon ses droits.";
    ROLES_UNKNOWN = "no directory role, as none were imported", "aucun rôle d’annuaire, car aucun n’a été importé";
    ROLES = ["{0} directory role", "{0} directory roles"], ["{0} rôle d’annuaire", "{0} rôles d’annuaire"];
    VIEW = "This is the view of {0}. What you do here is written into an answer file for your administrator; nothing leaves this browser by itself.", "Ceci est la vue de {0}. Ce que vous faites ici est écrit dans un fichier de réponse pour votre administrateur\u{202f}; rien ne quitte ce navigateur de soi-même.";
    SAVE_ANSWERS = "Save the answer file", "Enregistrer le fichier de réponse";
    LEFT_OUT = ["{0} change is of a kind that the answer file does not carry", "{0} changes are of a kind that the answer file does not carry"], ["{0} modification est d’un type que le fichier de réponse ne contient pas", "{0} modifications sont d’un type que le fichier de réponse ne contient pas"];
    STOP = "Look as administrator again", "Reprendre le point de vue de l’administrateur";
    FOUND = "People found", "Personnes trouvées";
}

/// A person of the directory as an actor, with the roles that were imported.
#[must_use]
pub fn actor(workspace: &Workspace, user: UserId) -> Actor {
    let users = workspace.users();
    let id = users.id(user);
    let name = users.get(user, Attribute::USER_PRINCIPAL_NAME);
    let name = name.as_text().map_or_else(|| id.to_string(), ToOwned::to_owned);
    let roles = workspace.roles().of(id).unwrap_or_default().to_vec();
    Actor { id: Some(id), name, roles }
}

/// An input that finds a person; what was chosen before stands in it.
pub fn picker(
    session: Session,
    id: &'static str,
    label: &'static str,
    hint: Text,
    chosen: RwSignal<Option<ObjectId>>,
) -> AnyView {
    let locale = lang();
    let name = move |id: ObjectId| {
        session.with_untracked(|workspace| {
            let found = workspace.users().find(id);
            found.map(|user| crate::messages::name(workspace.users(), user)).unwrap_or_default()
        })
    };
    let text = RwSignal::new(chosen.get_untracked().map(name).unwrap_or_default());
    let search = Callback::new(move |query: String| {
        session.with_untracked(|workspace| find::objects(workspace, &[Of::User], &query, locale))
    });
    let pick = Callback::new(move |choice: Choice| {
        text.set(choice.text);
        chosen.set(ObjectId::parse(&choice.key));
    });
    view! {
        <div class="field persona">
            <label for=id>{label}</label>
            <Combobox
                id=id.to_owned()
                name=FOUND.get(locale)
                text=text
                search=search
                pick=pick
                placeholder=PLACEHOLDER.get(locale)
                described_by=format!("{id}-hint")
            />
            <p class="hint" id=format!("{id}-hint")>{hint.get(locale)}</p>
        </div>
    }
    .into_any()
}

/// Says above every page that it is looked at through somebody else's eyes.
pub fn banner(session: Session, locale: Locale) -> AnyView {
    let told = move || {
        if session.is_view() {
            return Some(own_view(session, locale));
        }
        let actor = session.actor().get();
        let id = actor.id?;
        let name = session.with(|workspace| {
            let found = workspace.users().find(id);
            found.map(|user| crate::messages::name(workspace.users(), user))
        });
        let known = session.with(|workspace| workspace.roles().is_known());
        let roles = if known {
            ROLES.of(locale, u64::try_from(actor.roles.len()).unwrap_or_default())
        } else {
            ROLES_UNKNOWN.get(locale).to_owned()
        };
        let text = AS.with(locale, &[&name.unwrap_or(actor.name), &roles]);
        let stop = move |_| {
            session.look_as_at_first();
            keep_focus();
        };
        let content = view! {
            <div class="line between">
                <p>{text}</p>
                <button type="button" class="btn" on:click=stop>{STOP.get(locale)}</button>
            </div>
        };
        Some(strip(Notice::Info, content))
    };
    told.into_any()
}

/// What a person is told above their own view, and the way back for what they did.
fn own_view(session: Session, locale: Locale) -> AnyView {
    let name = session.with_untracked(|workspace| {
        let found = workspace.view().and_then(|view| workspace.users().find(view.person));
        found.map(|user| crate::messages::name(workspace.users(), user)).unwrap_or_default()
    });
    let done = session.select(|workspace| workspace.undoable().is_some());
    let left_out = session.select(|workspace| answers::unanswerable(workspace) as u64);
    let save = move |_| {
        if done.get_untracked() {
            session.save_answers();
        }
    };
    let missing = move || {
        let count = left_out.get();
        (count > 0).then(|| view! { <p>{LEFT_OUT.of(locale, count)}</p> })
    };
    let content = view! {
        <div class="line between">
            <p>{VIEW.with(locale, &[&name])}</p>
            <button
                type="button"
                class="btn primary"
                aria-disabled=move || (!done.get()).then_some("true")
                on:click=save
            >
                {icon(Icon::Download)} {SAVE_ANSWERS.get(locale)}
            </button>
        </div>
        {missing}
    };
    strip(Notice::Info, content)
}

#[cfg(test)]
mod tests {
    #[test]
    fn texts_are_set_well() {
        crate::i18n::typography::check(&super::all());
    }
}
