//! The exit criteria: what is met, what is missing, what is not known, and the tests played.

use super::texts as t;
use crate::{
    i18n::{Locale, Text},
    session::{Session, browser},
    tenant::self_service::criteria::{
        Check, Criterion, Passes, Report, TestStep, Verdict, criteria,
    },
    ui::{
        kit::icon::{Icon, icon},
        user::act::refusal_lines,
    },
};
use leptos::prelude::*;

pub(super) fn checks(session: Session, locale: Locale) -> AnyView {
    let reports = session.select(|workspace| criteria(workspace, browser::now()));
    let cards = move || {
        reports.with(|reports| {
            reports.iter().map(|report| card(session, report, locale)).collect::<Vec<_>>()
        })
    };
    view! { <p>{t::CHECKS_WHY.get(locale)}</p> <div class="cards wide-cards">{cards}</div> }
        .into_any()
}

const fn title(criterion: Criterion) -> Text {
    match criterion {
        Criterion::SelfService => t::SELF_SERVICE,
        Criterion::Dynamic => t::DYNAMIC,
        Criterion::Licensing => t::LICENSING,
    }
}

const fn sign(verdict: Verdict) -> (Icon, Text) {
    match verdict {
        Verdict::Met => (Icon::Check, t::MET),
        Verdict::Missing => (Icon::Stop, t::MISSING),
        Verdict::Unknown => (Icon::Info, t::UNKNOWN),
    }
}

fn line(shape: Icon, text: String, told: &'static str) -> AnyView {
    view! { <li class="line">{icon(shape)} <span class="break">{text} " " <b>{told}</b></span></li> }
        .into_any()
}

fn card(session: Session, report: &Report, locale: Locale) -> AnyView {
    let (shape, verdict) = sign(report.verdict());
    let checks: Vec<AnyView> = report
        .checks
        .iter()
        .map(|(check, verdict)| {
            let (shape, told) = sign(*verdict);
            line(shape, check_text(*check, locale), told.get(locale))
        })
        .collect();
    let steps: Vec<AnyView> = report
        .test
        .iter()
        .map(|(step, passes)| {
            let text = step_text(*step).get(locale).to_owned();
            match passes {
                Passes::Yes => line(Icon::Check, text, t::PASSED.get(locale)),
                Passes::No => line(Icon::Stop, text, t::FAILED.get(locale)),
                Passes::Refused(refusals) => {
                    let why = refusal_lines(session, refusals, locale).join("; ");
                    line(Icon::Stop, format!("{text}. {why}"), t::MISSING.get(locale))
                }
            }
        })
        .collect();
    let test = (!steps.is_empty()).then(|| {
        view! { <h3>{t::TEST.get(locale)}</h3> <ol class="plain-list">{steps}</ol> }.into_any()
    });
    view! {
        <section class="card">
            <h2>{title(report.criterion).get(locale)}</h2>
            <p class="line">{icon(shape)} <b>{verdict.get(locale)}</b></p>
            <ul class="plain-list">{checks}</ul>
            {test}
        </section>
    }
    .into_any()
}

fn check_text(check: Check, locale: Locale) -> String {
    let count = |text: crate::i18n::Plural, count: u32| text.of(locale, u64::from(count));
    match check {
        Check::OwnersAnswer => t::CHECK_ANSWER.get(locale).to_owned(),
        Check::MyGroupsOpens => t::CHECK_OPENS.get(locale).to_owned(),
        Check::GroupsChosen(groups) => count(t::CHECK_CHOSEN, groups),
        Check::Ownerless(groups) => count(t::CHECK_OWNERLESS, groups),
        Check::RulesDefined(rules) => count(t::CHECK_DEFINED, rules),
        Check::RulesRefused(rules) => count(t::CHECK_REFUSED, rules),
        Check::RulesPaused(rules) => count(t::CHECK_PAUSED, rules),
        Check::GroupsLicensed => t::CHECK_LICENSED.get(locale).to_owned(),
    }
}

const fn step_text(step: TestStep) -> Text {
    match step {
        TestStep::CreatesGroup => t::STEP_CREATES,
        TestStep::OpensGroup => t::STEP_OPENS,
        TestStep::AddsMember => t::STEP_ADDS,
        TestStep::Asks => t::STEP_ASKS,
        TestStep::Approves => t::STEP_APPROVES,
        TestStep::RuleTakes => t::STEP_TAKES,
        TestStep::RuleLeaves => t::STEP_LEAVES,
    }
}
