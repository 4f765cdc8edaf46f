//! The products that a tenant owns and the subscriptions that it bought, in a head.

use crate::domain::{
    AppliesTo, CapabilityStatus, CompanySubscription, ObjectId, PrepaidUnits, ProvisioningStatus,
    ServicePlanId, SkuId, SubscribedPlan, Subscription, Timestamp,
};
use crate::persist::bytes::{Reader, Writer};
use crate::persist::frame::{Damage, UpgradeError};
use crate::persist::value::Item as _;

/// Where nothing was told.
const UNKNOWN: u8 = 255;

/// Writes one of a closed list by its place there, or that nothing was told.
fn write_one<T: PartialEq>(out: &mut Writer, all: &[T], one: Option<&T>) {
    let place = one.and_then(|one| all.iter().position(|it| it == one));
    out.byte(place.and_then(|place| u8::try_from(place).ok()).unwrap_or(UNKNOWN));
}

fn read_one<T: Copy>(input: &mut Reader<'_>, all: &[T]) -> Result<Option<T>, UpgradeError> {
    match input.byte()? {
        UNKNOWN => Ok(None),
        place => match all.get(usize::from(place)) {
            Some(one) => Ok(Some(*one)),
            None => Err(input.damage(Damage::Tag(place))),
        },
    }
}

pub(super) fn write(out: &mut Writer, subscription: &Subscription) {
    let Subscription { sku, part_number, applies_to, status, seats, consumed, plans } =
        subscription;
    sku.0.write(out);
    out.text(part_number);
    write_one(out, AppliesTo::ALL, applies_to.as_ref());
    write_one(out, CapabilityStatus::ALL, status.as_ref());
    out.optional(seats.as_ref(), |out, seats| {
        let PrepaidUnits { enabled, warning, suspended, locked_out } = *seats;
        for count in [enabled, warning, suspended, locked_out] {
            out.number(count);
        }
    });
    out.optional(consumed.as_ref(), |out, consumed| out.number(*consumed));
    out.list(plans, write_plan);
}

fn write_plan(out: &mut Writer, plan: &SubscribedPlan) {
    let SubscribedPlan { id, name, applies_to, status } = plan;
    id.0.write(out);
    out.text(name);
    write_one(out, AppliesTo::ALL, applies_to.as_ref());
    write_one(out, ProvisioningStatus::ALL, status.as_ref());
}

pub(super) fn read(input: &mut Reader<'_>) -> Result<Subscription, UpgradeError> {
    Ok(Subscription {
        sku: SkuId(ObjectId::read(input)?),
        part_number: input.text()?,
        applies_to: read_one(input, AppliesTo::ALL)?,
        status: read_one(input, CapabilityStatus::ALL)?,
        seats: input.optional(|input| {
            Ok(PrepaidUnits {
                enabled: input.small()?,
                warning: input.small()?,
                suspended: input.small()?,
                locked_out: input.small()?,
            })
        })?,
        consumed: input.optional(Reader::small)?,
        plans: input.list(read_plan)?,
    })
}

fn read_plan(input: &mut Reader<'_>) -> Result<SubscribedPlan, UpgradeError> {
    Ok(SubscribedPlan {
        id: ServicePlanId(ObjectId::read(input)?),
        name: input.text()?,
        applies_to: read_one(input, AppliesTo::ALL)?,
        status: read_one(input, ProvisioningStatus::ALL)?,
    })
}

pub(super) fn write_company(out: &mut Writer, subscription: &CompanySubscription) {
    let CompanySubscription {
        id,
        commerce_id,
        sku,
        part_number,
        status,
        seats,
        is_trial,
        created,
        next,
        owner,
        owner_type,
        owner_tenant,
        plans,
    } = subscription;
    sku.0.write(out);
    for text in [id, commerce_id, part_number, status, owner, owner_type, owner_tenant] {
        out.text(text);
    }
    out.optional(seats.as_ref(), |out, seats| out.number(*seats));
    out.optional(is_trial.as_ref(), |out, is_trial| out.flag(*is_trial));
    for time in [created, next] {
        out.optional(time.as_ref(), |out, time| out.signed(time.0));
    }
    out.list(plans, write_plan);
}

pub(super) fn read_company(input: &mut Reader<'_>) -> Result<CompanySubscription, UpgradeError> {
    let time = |input: &mut Reader<'_>| input.signed().map(Timestamp);
    Ok(CompanySubscription {
        sku: SkuId(ObjectId::read(input)?),
        id: input.text()?,
        commerce_id: input.text()?,
        part_number: input.text()?,
        status: input.text()?,
        owner: input.text()?,
        owner_type: input.text()?,
        owner_tenant: input.text()?,
        seats: input.optional(Reader::small)?,
        is_trial: input.optional(Reader::flag)?,
        created: input.optional(time)?,
        next: input.optional(time)?,
        plans: input.list(read_plan)?,
    })
}
