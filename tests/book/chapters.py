"""The chapters in the order of the book: the tags of their statements, the number of figures."""

from tests import sampled

STATEMENTS = {
    "dynamics/gradient-flow": ["T4D7", "HU2P", "P2FQ", "ND5T", "GBVR", "QPW4", "GEBG"],
    "dynamics/one-mode": ["JR01", "LKB2", "DED8", "KAHV", "MZJX", "W4NP", "BFB4"],
    "dynamics/fit-times": ["FYBV", "CK3Q", "XAPD"],
    "dynamics/incremental-fitting": ["E93H", "JANJ", "T1J7", "JF43", "KH9B", "HJ75", "V7QD"],
    "dynamics/invariant-subspace": ["QN8C", "JMRU", "HEW8", "R7KV"],
    "dynamics/compressed-network": "XBAN WNG9 G2D7 WHSH M8NR D7G7 WLA2 YTXA L3KU".split(),  # noqa: SIM905
    "dynamics/faster-convergence": "X2QR BH0A BEUW LJ3A TXDH D3VT N8EC EGEB E8Y3 NM7D GD5E".split(),  # noqa: SIM905
    "dynamics/every-depth": "D1QF CE4L LV3R MT5K SY2P GW6N NQ8T BS6T FD4X LB7F HM3Y PS2K FD2W EC8N".split(),  # noqa: E501, SIM905
    "dynamics/two-rates": ["UWHK", "CQBC", "MTKQ", "PX3Z", "H2EF", "K0KB"],
    "recovery/matrix-sensing": ["MJL3", "SAV4", "TCVS", "J79E", "E5Y1", "SJ8W"],
    "recovery/matrix-completion": ["S524", "J6T9", "URQ9", "LP0G"],
    "recovery/real-data": ["G3HA", "W00A"],
    "networks/linear-block": ["Q66R", "S6OI", "ZH8O", "WD7Z", "KFZ2", "B85K", "K6B5"],
    "networks/compressed-layer": ["AK7W", "EZCK", "R4B6", "ZEA8"],
    "networks/fine-tuning": ["HQ7B", "N3XV", "TW9K", "CE6M", "PY2D"],
    "pruning/pruned-least-squares": "L7QD F2XN M4GW D8VU C5ML U9PB Y6KC B3XQ R3TE K1RZ W7DN".split(),  # noqa: E501, SIM905
    "pruning/random-features": "Q5ZC NFWA G7ED AQCX CZA9".split(),  # noqa: SIM905
    "pruning/redundant-neurons": "DM5R VJ2L B4QC GX7R KU8S P9WL YN6T HC4Z TF3D".split(),  # noqa: SIM905
    "pruning/sampling": "V3SN MX8Q BN6Z SG4W TS5H FN7J DQ9P".split(),  # noqa: SIM905
    "pruning/prunability": "Z3KP A9QX H6NT VB2R".split(),  # noqa: SIM905
    "neighbours/radial-networks": "ZH1P NHXN LCG0 MKZJ X6E0 HZA0 XNHZ CQ34 SMGH WFZ1".split(),  # noqa: SIM905
    "neighbours/state-spaces": "DBN0 D25V Z4EQ KLSN D2JW M9QW T0X0 EKJL G1ZT".split(),  # noqa: SIM905
    "neighbours/few-shots": "BPPV YZ6E EEEY HK50 CSD9 ELP2 PRJS".split(),  # noqa: SIM905
    "neighbours/forgetting": "MGTL ZS3K SA62 T50U UZZM V39F".split(),  # noqa: SIM905
}
FIGURES = {
    "dynamics/gradient-flow": 2,
    "dynamics/one-mode": 4,
    "dynamics/fit-times": 2,
    "dynamics/incremental-fitting": 5,
    "dynamics/invariant-subspace": 1,
    "dynamics/compressed-network": 2,
    "dynamics/faster-convergence": 6,
    "dynamics/every-depth": 3,
    "dynamics/two-rates": 4,
    "recovery/matrix-sensing": 3,
    "recovery/matrix-completion": 5,
    "recovery/real-data": 3,
    "networks/linear-block": 1,
    "networks/compressed-layer": 3,
    "networks/fine-tuning": 2,
    "pruning/pruned-least-squares": 2,
    "pruning/redundant-neurons": 3,
    "pruning/random-features": 2,
    "pruning/sampling": 2,
    "pruning/prunability": 3,
    "neighbours/radial-networks": 2,
    "neighbours/state-spaces": 4,
    "neighbours/few-shots": 2,
    "neighbours/forgetting": 3,
}

CHAPTERS = tuple(STATEMENTS)
PAGES = (
    *CHAPTERS,
    "one-idea",
    "intro",
    "how-to-read",
    "notation",
    "estimator",
    "claims",
)
PAGES += ("machine-proofs", "bibliography", "c/T4D7", "c/P2FQ", "c/MZJX")
# in the browser: a few chapters and half of the other pages, the rest is slow
SHOWN_CHAPTERS = sampled(CHAPTERS, 5)
SHOWN = [*SHOWN_CHAPTERS, *sampled(PAGES[len(CHAPTERS) :], 2)]
