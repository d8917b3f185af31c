"""What the made-up county must come out as: the only place its published figures and calibrations are typed.

Figures marked SFnn are those the Board printed; the rest are published volumes the county is shaped after.
A year runs from 1 April; `2015` below is the financial year 2015-16. All counts hold at scale 1.0.
"""

YEARS = (2015, 2016)
"""Financial years the county holds returns for, by the calendar year they begin in."""

# --- Serious case review group, 2016-17 (SF04 to SF06) and the year before -------------------------------------------
SCRG_RECEIVED = {2015: 13, 2016: 16}
SCRG_DECISIONS = {2015: {"SCR": 3, "PARTNERSHIP_REVIEW": 2}, 2016: {"SCR": 5, "PARTNERSHIP_REVIEW": 2}}

# --- Child protection plans (SF08, SF09; other categories in the county's published proportions) ----------------------
PLANS_OPEN_BY_CATEGORY = {"NEG": 553, "PHY": 9, "SAB": 19, "EMO": 192, "MUL": 39}
"""Children with an open plan on 31 March 2017 by latest category: 812."""
PLANS_OPEN_ON_31_MARCH = {2015: 995, 2016: 881, 2017: sum(PLANS_OPEN_BY_CATEGORY.values())}
PLANS_OF_OTHER_AUTHORITIES = 9

PLAN_BANDS: tuple[tuple[str, str, int, tuple[int, int, int]], ...] = (
    # plans started in [from, to): how many, and how many of them were open on 31 March 2015, 2016 and 2017
    ("2012-01-01", "2013-04-01", 75, (27, 4, 0)),
    ("2013-04-01", "2014-04-01", 520, (196, 20, 2)),
    ("2014-04-01", "2014-10-01", 520, (292, 62, 7)),
    ("2014-10-01", "2015-01-01", 262, (215, 52, 6)),
    ("2015-01-01", "2015-04-01", 290, (265, 60, 7)),
    ("2015-04-01", "2015-10-01", 497, (0, 258, 54)),
    ("2015-10-01", "2016-01-01", 250, (0, 190, 46)),
    ("2016-01-01", "2016-04-01", 258, (0, 235, 60)),
    ("2016-04-01", "2016-10-01", 520, (0, 0, 238)),
    ("2016-10-01", "2017-01-01", 256, (0, 0, 175)),
    ("2017-01-01", "2017-04-01", 262, (0, 0, 217)),
)
"""Starts are 1,005 and 1,038 a year; time on plan on 31 March 2017 is 217, 175, 238, 160 and 22 (up to 3 months, 3 to 6,
6 to 12, 1 to 2 years, longer): the published bands scaled to 812."""

CONFERENCES = {2015: 1220, 2016: 1352}
"""Children at initial conferences, transfers in not counted."""
CONFERENCE_WORKING_DAYS = {2015: (37, 773, 70, 340), 2016: (47, 878, 66, 361)}
"""Of them held 0-10, 11-15, 16-20 and 21 or more working days after the strategy discussion."""
TRANSFERS_IN = {2015: 15, 2016: 18}
REPEAT_PLAN_SHARE = 0.227

# --- Domestic abuse (SF14 to SF21) ------------------------------------------------------------------------------------
DA_INCIDENTS = {2015: 14_498, 2016: 14_211}
DA_CHILDREN_BY_ROLE = {
    2015: {"VICTIM": 414, "SUSPECT": 335, "WITNESS": 448, "INVOLVED": 5_336},
    2016: {"VICTIM": 431, "SUSPECT": 352, "WITNESS": 477, "INVOLVED": 5_207},
}
"""Children under 18 linked to an incident in the year, one role each; the order is the precedence."""
DA_PLANS_31_MARCH_2016 = 650
DA_CHILDREN_IN_NEED_31_MARCH_2016 = 2_625
DA_SHARE_OF_ASSESSMENTS = 0.462

# --- Front door -------------------------------------------------------------------------------------------------------
REFERRALS = {2013: 11_200, 2014: 11_500, 2015: 11_768, 2016: 11_679}
REFERRALS_BY_MONTH = (750, 1152, 1459, 1248, 977, 899, 1114, 1194, 1112, 1251, 1129, 1341)
"""The shape of a year, April to March."""
REREFERRAL_SHARE = 0.245
REFERRAL_NFA_SHARE = {2013: 0.02, 2014: 0.02, 2015: 0.015, 2016: 0.009}
POLICE_SHARE, SCHOOL_SHARE, HEALTH_SHARE = {2015: 0.413, 2016: 0.396}, {2015: 0.157, 2016: 0.179}, {2015: 0.136, 2016: 0.139}
CONTACTS_A_MONTH = 5_000
CIN_OPEN_ON_31_MARCH = {2015: 5_735, 2016: 6_227, 2017: 6_125}
"""Children in need of every kind, those on plans and looked after included."""
ASSESSMENT_BANDS = ((0, 0, 35), (1, 10, 710), (11, 20, 2116), (21, 30, 2219), (31, 40, 2068), (41, 45, 2394),
                    (46, 50, 1220), (51, 60, 995), (61, 90, 822))
"""Working days from, to, and assessments that took so long (75.9 % within 45)."""
ASSESSMENT_LATE_SHARE = {2014: 0.33, 2015: 0.335, 2016: 0.212}
S47_A_MONTH = 355

# --- Looked after -----------------------------------------------------------------------------------------------------
CARE_BANDS: tuple[tuple[str, str, bool, int, tuple[int, int, int]], ...] = (
    # periods of care begun in [from, to): unaccompanied?, how many, open on 31 March 2015, 2016 and 2017
    ("2008-04-01", "2014-10-01", False, 620, (520, 323, 236)),
    ("2014-10-01", "2015-04-01", False, 200, (159, 100, 64)),
    ("2013-04-01", "2015-04-01", True, 124, (104, 60, 22)),
    ("2015-04-01", "2016-04-01", False, 358, (0, 293, 168)),
    ("2015-04-01", "2016-04-01", True, 131, (0, 91, 60)),
    ("2016-04-01", "2017-04-01", False, 336, (0, 0, 259)),
    ("2016-04-01", "2017-04-01", True, 85, (0, 0, 60)),
)
"""867 and 869 children open on 31 March 2016 and 2017, of them 151 and 142 unaccompanied."""
OUT_OF_COUNTY_SHARE = 0.5
SHORT_BREAKS = 55

# --- Everything else a month ------------------------------------------------------------------------------------------
EARLY_HELP_A_MONTH = 340
MISSING_A_MONTH = 275
ABSENT_SHARE = 0.18
RHI_OFFERED_SHARE, RHI_ACCEPTED_SHARE, RHI_72H_SHARE = 0.88, 0.72, 0.60
CSE_CHILDREN = 430
NOTIFICATIONS_A_MONTH = 1_950
ED_FLAGGED_A_MONTH = 480
CAMHS_A_MONTH = 740
CSE_CRIMES_A_MONTH, DISRUPTIONS_A_MONTH = 44, 18
TRAINING_A_MONTH = 210
DEATHS_A_MONTH = 5.8

# --- When things began ------------------------------------------------------------------------------------------------
MASH_LIVE = "2016-10-05"
"""From here contacts carry a hub and a level of need; before it four area teams sent the early-help files."""
MAECC_FROM = "2016-05"
"""The month of the first MAECC meetings: no MAECC return exists before it."""

# --- Size of the made-up population -----------------------------------------------------------------------------------
FAMILIES = 36_000
UNACCOMPANIED_POOL = 1_300
OTHER_AUTHORITY_POOL = 420
