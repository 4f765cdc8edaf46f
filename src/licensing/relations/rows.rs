//! The relations, row by row. Ids are those of Microsoft's table of products of June 2026.

use super::{Alternative, Exclusive, Need, Source, Standing};
use crate::domain::{ObjectId, ServicePlanId};

/// A plan by its id.
const fn plan(id: u128) -> ServicePlanId {
    ServicePlanId(ObjectId(id.to_be_bytes()))
}

const TEAMS1: ServicePlanId = plan(0x57ff2da0_773e_42df_b2af_ffb7a2317929);
const TEAMS_FREE: ServicePlanId = plan(0x4fa4026d_ce74_4962_a151_8e96d57ea8e4);
/// "Teams Rooms Basic"; `Teams_Room_Basic` is another plan, which the product with Pro has, too.
const TEAMS_ROOMS_BASIC: ServicePlanId = plan(0xc8529366_cffd_4415_ab8f_be0144a33ab1);
/// "Teams Rooms Pro".
const TEAMS_ROOMS_PRO: ServicePlanId = plan(0x0374d34c_6be4_4dbb_b3f0_26105db0b28a);
const EXCHANGE_S_DESKLESS: ServicePlanId = plan(0x4a82b400_a79f_41a4_b4e2_e94f5787b113);
const EXCHANGE_S_STANDARD: ServicePlanId = plan(0x9aaf7827_d63c_4b61_89c3_182f06f82e5c);
const EXCHANGE_S_ENTERPRISE: ServicePlanId = plan(0xefb87545_963c_4e0d_99df_69c6916d9eb0);
const EXCHANGE_S_ESSENTIALS: ServicePlanId = plan(0x1126bef5_da20_4f07_b45e_ad25d2581aa8);
const EXCHANGE_S_STANDARD_MIDMARKET: ServicePlanId = plan(0xfc52cc4b_ed7d_472d_bbe7_b081c23ecc56);
const SHAREPOINTDESKLESS: ServicePlanId = plan(0x902b47e5_dcb2_4fdc_858b_c63a90a2bdb9);
const SHAREPOINTSTANDARD: ServicePlanId = plan(0xc7699d2e_19aa_44de_8edf_1736da088ca1);
const SHAREPOINTENTERPRISE: ServicePlanId = plan(0x5dbe027f_2339_4123_9542_606e4d348a72);
const SHAREPOINT_PROJECT: ServicePlanId = plan(0xfe71d6c3_a2ea_4499_9778_da042bf08063);
const WORKPLACE_ANALYTICS: ServicePlanId = plan(0xf477b0f0_3bb1_4890_940c_40fcee6ce05f);
const MCOSTANDARD: ServicePlanId = plan(0x0feaeb32_d00e_4d66_bd5a_43b5b83db82c);
const MCOMEETADV: ServicePlanId = plan(0x3e26ee1f_8a5f_4d52_aee2_b81ce45c8f40);
const MCOEV: ServicePlanId = plan(0x4828c8ec_dc2e_4779_b502_87ac9ce28ab7);
const THREAT_INTELLIGENCE: ServicePlanId = plan(0x8e0c0a52_6a6c_4d40_8370_dd62790dcd70);
const RMS_S_ENTERPRISE: ServicePlanId = plan(0xbea4c11e_220a_4e6d_8eb8_8ea15d019f90);
const RMS_S_PREMIUM: ServicePlanId = plan(0x6c57d4b6_3b23_47a5_9bc9_69f17b4947b3);
const RMS_S_PREMIUM2: ServicePlanId = plan(0x5689bec4_755d_4753_8b61_40975025187c);

/// The pairs that exclude each other.
pub const EXCLUSIVE: &[Exclusive] = &[
    Exclusive {
        pair: [TEAMS1, TEAMS_FREE],
        standing: Standing::Documented,
        source: Source::GraphSample,
    },
    Exclusive {
        pair: [TEAMS_ROOMS_PRO, TEAMS_ROOMS_BASIC],
        standing: Standing::Seen,
        source: Source::ScriptOnRooms,
    },
    Exclusive {
        pair: [EXCHANGE_S_STANDARD, EXCHANGE_S_ENTERPRISE],
        standing: Standing::Past,
        source: Source::EntraOnExchange,
    },
    known([SHAREPOINTSTANDARD, SHAREPOINTENTERPRISE]),
    known([SHAREPOINTDESKLESS, SHAREPOINTSTANDARD]),
    known([SHAREPOINTDESKLESS, SHAREPOINTENTERPRISE]),
    known([EXCHANGE_S_DESKLESS, EXCHANGE_S_STANDARD]),
    known([EXCHANGE_S_DESKLESS, EXCHANGE_S_ENTERPRISE]),
];

const fn known(pair: [ServicePlanId; 2]) -> Exclusive {
    Exclusive { pair, standing: Standing::Known, source: Source::SharedOut }
}

const fn or(plan: ServicePlanId, standing: Standing) -> Alternative {
    Alternative { plan, standing }
}

/// What plans need; each plan once.
pub const NEEDS: &[Need] = &[
    Need {
        plan: WORKPLACE_ANALYTICS,
        one_of: &[
            or(EXCHANGE_S_STANDARD, Standing::Documented),
            or(EXCHANGE_S_ENTERPRISE, Standing::Documented),
        ],
        standing: Standing::Documented,
        source: Source::Entra,
    },
    Need {
        plan: MCOMEETADV,
        one_of: &[or(MCOSTANDARD, Standing::Documented), or(TEAMS1, Standing::Known)],
        standing: Standing::Documented,
        source: Source::EntraAndTeams,
    },
    Need {
        plan: SHAREPOINT_PROJECT,
        one_of: &[or(SHAREPOINTENTERPRISE, Standing::Seen)],
        standing: Standing::Seen,
        source: Source::GraphWriteUp,
    },
    Need {
        plan: MCOEV,
        one_of: &[or(MCOSTANDARD, Standing::Seen), or(TEAMS1, Standing::Seen)],
        standing: Standing::Seen,
        source: Source::GraphScript,
    },
    Need {
        plan: THREAT_INTELLIGENCE,
        one_of: &[
            or(EXCHANGE_S_STANDARD, Standing::Seen),
            or(EXCHANGE_S_ENTERPRISE, Standing::Seen),
            or(EXCHANGE_S_DESKLESS, Standing::Seen),
            or(EXCHANGE_S_ESSENTIALS, Standing::Seen),
            or(EXCHANGE_S_STANDARD_MIDMARKET, Standing::Seen),
        ],
        standing: Standing::Seen,
        source: Source::CodeOnExchange,
    },
    Need {
        plan: RMS_S_PREMIUM,
        one_of: &[or(RMS_S_ENTERPRISE, Standing::Known)],
        standing: Standing::Known,
        source: Source::KnownWithF1,
    },
    Need {
        plan: RMS_S_PREMIUM2,
        one_of: &[or(RMS_S_PREMIUM, Standing::Known)],
        standing: Standing::Known,
        source: Source::Known,
    },
];
